import type { ScanLayout } from './scan-layout.js';

/** Scans rows `from`..`to` for a group of queries; writes hits and where to go on; returns how many hits. */
export type ScanRows = (from: number, to: number, queries: 1 | 4, group: number) => number;

/**
 * The kernel's plain twin: same memory, same hits in the same order, same f32 arithmetic.
 * About ten times slower than the WebAssembly kernel (bench/src/kernel.bench.ts).
 */
export function plainScanRows(layout: ScanLayout, memory: () => ArrayBuffer): ScanRows {
  return (from, to, queries, group) => {
    const buffer = memory();
    const view = new DataView(buffer);
    const bytes = new Int8Array(buffer);
    const query = new Int16Array(buffer, layout.queries(group), 4 * layout.stride);
    const control = layout.control(group);
    let count = 0;
    let row = from;
    for (; row < to && count + queries <= layout.capacity; row++) {
      const at = layout.rows + row * layout.pitch;
      const scale = view.getFloat32(at + layout.stride, true);
      for (let q = 0; q < queries; q++) {
        const dot = dotOf(bytes, at, query, q, layout.stride);
        const cosine = Math.fround(Math.fround(dot * scale) * view.getFloat32(control + 32 + 4 * q, true));
        if (cosine >= view.getFloat32(control + 16 + 4 * q, true)) {
          view.setInt32(layout.hits + count * 8, row * 4 + q, true);
          view.setFloat32(layout.hits + count * 8 + 4, cosine, true);
          count++;
        }
      }
    }
    view.setInt32(control, row, true);
    return count;
  };
}

/** Sixteen values of each of the four queries lie together. */
function dotOf(row: Int8Array, at: number, queries: Int16Array, query: number, length: number): number {
  let dot = 0;
  for (let first = 0; first < length; first += 16) {
    const from = 4 * first + 16 * query;
    for (let i = 0; i < 16; i++) dot += row[at + first + i]! * queries[from + i]!;
  }
  return dot;
}
