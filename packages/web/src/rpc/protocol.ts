/** Asks the other side for something. `id` ties the answer to it. */
export interface Request {
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
}

export type Response =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: string; readonly name: string };

/** What a Worker, a MessagePort and a worker's own global scope have in common. */
export interface Port {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

/** Methods by name; each takes and gives what can be posted. */
// biome-ignore lint/suspicious/noExplicitAny: the argument types are the caller's, as in a function type of any shape.
export type Methods = Readonly<Record<string, (...args: any[]) => Promise<unknown>>>;
