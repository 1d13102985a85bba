import { SCAN_KERNEL_BYTES } from './scan-kernel-bytes.js';
import type { ScanLayout } from './scan-layout.js';
import type { ScanRows } from './scan-rows.js';

/** The little of the WebAssembly API that is used; core is typed without the DOM. */
interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
type Kernel = (...numbers: number[]) => number;
interface WebAssemblyApi {
  readonly Memory: new (limits: { initial: number; maximum: number }) => Memory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: object,
  ) => { readonly exports: { readonly scan1: Kernel; readonly scan4: Kernel } };
}

export interface ScanMemory {
  /** Changes when the memory grows: ask again after `grow`. */
  readonly buffer: () => ArrayBuffer;
  /** Makes the memory at least `bytes` long. Throws RangeError past 4 GiB or what the machine has. */
  readonly grow: (bytes: number) => void;
  /** To how many times the size needed it is grown at once. */
  readonly growth: number;
  readonly scan: ScanRows;
}

const PAGE = 65_536;
let compiled: object | null | undefined;

/** The SIMD kernel over a memory of its own, or null where the engine has no WebAssembly SIMD. */
export function wasmScan(layout: ScanLayout): ScanMemory | null {
  const api = (globalThis as unknown as { WebAssembly?: WebAssemblyApi }).WebAssembly;
  if (compiled === undefined) compiled = compile(api);
  if (!api || !compiled) return null;
  const memory = new api.Memory({ initial: Math.ceil((layout.rows + layout.pitch) / PAGE), maximum: PAGE });
  const { scan1, scan4 } = new api.Instance(compiled, { kith: { memory } }).exports;
  const { rows, pitch, stride, queries, control, hits, capacity } = layout;
  return {
    buffer: () => memory.buffer,
    grow: (bytes) => {
      const missing = Math.ceil((bytes - memory.buffer.byteLength) / PAGE);
      if (missing > 0) memory.grow(missing);
    },
    growth: 1 + 1 / 32,
    scan(from, to, count, group) {
      const scan = count === 1 ? scan1 : scan4;
      return scan(from, to, rows, pitch, stride, queries(group), control(group), hits, capacity);
    },
  };
}

/** Null when there is no WebAssembly, or one without SIMD: both refuse the module. */
function compile(api: WebAssemblyApi | undefined): object | null {
  if (!api) return null;
  try {
    return new api.Module(SCAN_KERNEL_BYTES);
  } catch {
    return null;
  }
}
