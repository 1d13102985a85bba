const loopback = new Set(['127.0.0.1', 'localhost', '[::1]', '::1']);

export function isLoopback(host: string): boolean {
  return loopback.has(host);
}

/**
 * Whether a request's Host header names this server. A page of a foreign site whose name was made to resolve to
 * this machine (DNS rebinding) still sends its own name here and is refused. Numbers cannot be rebound, so on
 * other interfaces any literal address is accepted beside the names given.
 */
export function isAllowedHost(
  header: string | undefined,
  port: number,
  names: readonly string[] | 'loopback',
): boolean {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::(\d+))?$/i.exec(header ?? '');
  if (match === null || Number(match[2] ?? 80) !== port) return false;
  const name = (match[1] ?? '').toLowerCase();
  if (isLoopback(name)) return true;
  return names !== 'loopback' && (names.includes(name) || /^(\d+\.){3}\d+$|^\[/.test(name));
}
