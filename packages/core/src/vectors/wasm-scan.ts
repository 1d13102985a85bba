import { kernelOf, PAGE } from '../kernel/index.js';
import { SCAN_KERNEL_BYTES } from './scan-kernel-bytes.js';
import type { ScanLayout } from './scan-layout.js';
import type { ScanRows } from './scan-rows.js';

export interface ScanMemory {
  /** Changes when the memory grows: ask again after `grow`. */
  readonly buffer: () => ArrayBuffer;
  /** Makes the memory at least `bytes` long. Throws RangeError past 4 GiB or what the machine has. */
  readonly grow: (bytes: number) => void;
  /** To how many times the size needed it is grown at once. */
  readonly growth: number;
  readonly scan: ScanRows;
}

type Scan = (...numbers: number[]) => number;
const instance = kernelOf<{ readonly scan1: Scan; readonly scan4: Scan }>(SCAN_KERNEL_BYTES);

/** The SIMD kernel over a memory of its own, or null where the engine has no WebAssembly SIMD. */
export function wasmScan(layout: ScanLayout): ScanMemory | null {
  const initial = Math.ceil((layout.rows + layout.pitch) / PAGE);
  const kernel = instance({ initial, maximum: PAGE });
  if (!kernel) return null;
  const { memory } = kernel;
  // A memory that grows detaches its buffer, and at the first of these in a process V8 throws away all code that reads
  // typed arrays: so now, before there is any.
  memory.grow(0);
  const { scan1, scan4 } = kernel.exports;
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
