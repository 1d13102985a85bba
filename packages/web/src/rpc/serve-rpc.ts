import type { Methods, Port, Request, Response } from './protocol.js';

const buffersOf = new WeakMap<object, Transferable[]>();

/** Marks buffers inside a result to be moved to the caller instead of copied; the server must not touch them after. */
export function moving<T extends object>(value: T, buffers: readonly Transferable[]): T {
  buffersOf.set(value, [...buffers]);
  return value;
}

/** Answers calls that come in at a port. Errors travel as their name and message. */
export function serveRpc(port: Port, methods: Methods): void {
  port.addEventListener('message', async ({ data }: MessageEvent<Request>) => {
    if (typeof data?.id !== 'number' || typeof data.method !== 'string') return;
    const answer = await respond(methods, data);
    const value = answer.ok ? answer.value : null;
    const transfer = typeof value === 'object' && value !== null ? (buffersOf.get(value) ?? []) : [];
    port.postMessage(answer, transfer);
  });
}

async function respond(methods: Methods, { id, method, args }: Request): Promise<Response> {
  try {
    const run = Object.hasOwn(methods, method) ? methods[method] : undefined;
    if (!run) throw new Error(`there is no method ${method}`);
    return { id, ok: true, value: await run(...args) };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
    return { id, ok: false, error: message, name };
  }
}
