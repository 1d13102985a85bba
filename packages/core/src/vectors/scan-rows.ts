import type { ScanLayout } from './scan-layout.js';

/** Scans rows `from`..`to` of the memory; writes hits and where to go on; returns how many hits. */
export type ScanRows = (from: number, to: number, queries: 1 | 4) => number;

/**
 * The kernel's plain twin: same memory, same hits in the same order, same f32 arithmetic.
 * About ten times slower than the WebAssembly kernel (bench/src/kernel.bench.ts).
 */
export function plainScanRows(layout: ScanLayout, memory: () => ArrayBuffer): ScanRows {
  return (from, to, queries) => {
    const buffer = memory();
    const view = new DataView(buffer);
    const bytes = new Int8Array(buffer);
    const query = new Int16Array(buffer, layout.queries, 4 * layout.stride);
    let count = 0;
    let row = from;
    for (; row < to && count + queries <= layout.capacity; row++) {
      const at = layout.rows + row * layout.pitch;
      const scale = view.getFloat32(at + layout.stride, true);
      for (let q = 0; q < queries; q++) {
        const dot = dotOf(bytes, at, query, q * layout.stride, layout.stride);
        const cosine = Math.fround(Math.fround(dot * scale) * view.getFloat32(32 + 4 * q, true));
        if (cosine >= view.getFloat32(16 + 4 * q, true)) {
          view.setInt32(layout.hits + count * 8, row * 4 + q, true);
          view.setFloat32(layout.hits + count * 8 + 4, cosine, true);
          count++;
        }
      }
    }
    view.setInt32(layout.control, row, true);
    return count;
  };
}

function dotOf(a: Int8Array, atA: number, b: Int16Array, atB: number, length: number): number {
  let dot = 0;
  for (let i = 0; i < length; i++) dot += a[atA + i]! * b[atB + i]!;
  return dot;
}
