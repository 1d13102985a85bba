/**
 * The content security policy of the page: nothing from elsewhere, nothing inline. `server`: the header of the loopback
 * server, which forbids frames too (a meta tag cannot). `web`: the meta tag of the page that holds the whole library; it
 * compiles WebAssembly.
 */
export function contentPolicy(mode: 'server' | 'web'): string {
  return [
    "default-src 'none'",
    mode === 'web' ? "script-src 'self' 'wasm-unsafe-eval'" : "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    ...(mode === 'server' ? ["frame-ancestors 'none'"] : []),
  ].join('; ');
}
