/** The little of the WebAssembly API that is used; core is typed without the DOM. */
interface WebAssemblyApi {
  readonly Memory: new (limits: KernelLimits) => KernelMemory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

/** Pages of `PAGE` bytes. */
export interface KernelLimits {
  readonly initial: number;
  readonly maximum?: number;
}

interface KernelMemory {
  /** Another one after each `grow`. */
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** A kernel over a memory of its own. */
export interface Kernel<Exports> {
  readonly memory: KernelMemory;
  readonly exports: Exports;
}

export const PAGE = 65_536;

/**
 * Instances of a module that takes its memory as `kith.memory`; compiled once, at the first. Null where the engine has no
 * WebAssembly, or one without SIMD: both refuse the module.
 */
export function kernelOf<Exports>(bytes: Uint8Array): (limits: KernelLimits) => Kernel<Exports> | null {
  let compiled: object | null | undefined;
  return (limits) => {
    const api = (globalThis as unknown as { WebAssembly?: WebAssemblyApi }).WebAssembly;
    if (compiled === undefined) compiled = compile(api, bytes);
    if (!api || !compiled) return null;
    const memory = new api.Memory(limits);
    return { memory, exports: new api.Instance(compiled, { kith: { memory } }).exports as Exports };
  };
}

function compile(api: WebAssemblyApi | undefined, bytes: Uint8Array): object | null {
  if (!api) return null;
  try {
    return new api.Module(bytes);
  } catch {
    return null;
  }
}
