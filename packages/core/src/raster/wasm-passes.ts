import { SHRINK_KERNEL_BYTES } from './shrink-kernel-bytes.js';
import type { ShrinkPasses } from './shrink-passes.js';

/** The little of the WebAssembly API that is used; core is typed without the DOM. */
interface WebAssemblyApi {
  readonly Memory: new (limits: { initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: object,
  ) => { readonly exports: Pick<ShrinkPasses, 'down' | 'across'> };
}

const PAGE = 65_536;
let compiled: object | null | undefined;

/** The SIMD kernel over a memory of at least `bytes`, or null where the engine has no WebAssembly SIMD. */
export function wasmPasses(bytes: number): ShrinkPasses | null {
  const api = (globalThis as unknown as { WebAssembly?: WebAssemblyApi }).WebAssembly;
  if (compiled === undefined) compiled = compile(api);
  if (!api || !compiled) return null;
  const memory = new api.Memory({ initial: Math.ceil(bytes / PAGE) });
  const { down, across } = new api.Instance(compiled, { kith: { memory } }).exports;
  return { buffer: memory.buffer, down, across };
}

/** Null when there is no WebAssembly, or one without SIMD: both refuse the module. */
function compile(api: WebAssemblyApi | undefined): object | null {
  if (!api) return null;
  try {
    return new api.Module(SHRINK_KERNEL_BYTES);
  } catch {
    return null;
  }
}
