import type { Methods, Port, Response } from './protocol.js';

/** The other side of `serveRpc`. */
export interface RpcClient<M extends Methods> {
  /** Calls a method; `transfer` names buffers inside the arguments that are moved, not copied. */
  call<K extends keyof M & string>(
    method: K,
    args: Parameters<M[K]>,
    transfer?: readonly Transferable[],
  ): ReturnType<M[K]>;
  /** Rejects every open call, and every later one, with this error: the worker is gone. */
  fail(error: Error): void;
}

/** Speaks to `serveRpc` at the other end of a port. */
export function connectRpc<M extends Methods>(port: Port): RpcClient<M> {
  const open = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let next = 0;
  let gone: Error | null = null;
  port.addEventListener('message', ({ data }: MessageEvent<Response>) => {
    const call = open.get(data?.id);
    if (!call) return;
    open.delete(data.id);
    if (data.ok) call.resolve(data.value);
    else call.reject(Object.assign(new Error(data.error), { name: data.name }));
  });
  return {
    call: ((method: string, args: readonly unknown[], transfer: readonly Transferable[] = []) =>
      new Promise((resolve, reject) => {
        if (gone) return reject(gone);
        const id = next++;
        open.set(id, { resolve, reject });
        port.postMessage({ id, method, args }, [...transfer]);
      })) as unknown as RpcClient<M>['call'],
    fail(error) {
      gone = error;
      for (const call of open.values()) call.reject(error);
      open.clear();
    },
  };
}
