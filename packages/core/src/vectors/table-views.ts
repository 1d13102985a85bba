import { quantise } from './quantise.js';
import { BLOCK, GROUPS, type ScanLayout } from './scan-layout.js';
import type { ScanMemory } from './wasm-scan.js';

/** A vector as a table keeps it: value ≈ int8 · scale. */
export interface QuantisedRow {
  readonly values: Int8Array;
  readonly scale: number;
}

/** What can be looked for: a vector, or a row of a table, which need not be quantised again. */
export type Query = Float32Array | QuantisedRow;

export function checkDimension(vector: Query, dimension: number): void {
  const { length } = vector instanceof Float32Array ? vector : vector.values;
  if (length !== dimension) {
    throw new RangeError(`expected a vector of ${dimension} values, got ${length}`);
  }
}

/** Writes the vector's int8 values to `into`; returns their scale. */
export function putQuantised(vector: Query, into: Int8Array, at: number): number {
  if (vector instanceof Float32Array) return quantise(vector, into, at);
  into.set(vector.values, at);
  return vector.scale;
}

/** The memory as numbers; asked for before each use, since memory that grows is another one. */
export interface Views {
  readonly bytes: Int8Array;
  readonly words: DataView;
  /** The queries of all groups, as the kernel wants them. */
  readonly wide: Int16Array;
  /** One query's values. */
  readonly narrow: Int8Array;
}

export function tableViews(memory: ScanMemory, layout: ScanLayout): () => Views {
  const narrow = new Int8Array(layout.stride);
  const viewsOf = (buffer: ArrayBuffer): Views => ({
    bytes: new Int8Array(buffer),
    words: new DataView(buffer),
    wide: new Int16Array(buffer, layout.queries(0), GROUPS * BLOCK * layout.stride),
    narrow,
  });
  let buffer = memory.buffer();
  let views = viewsOf(buffer);
  return () => {
    if (memory.buffer() !== buffer) {
      buffer = memory.buffer();
      views = viewsOf(buffer);
    }
    return views;
  };
}

/** In the kernel's arithmetic: a whole-number dot product, then f32. */
export function cosinesOf(
  { bytes, words, narrow }: Views,
  layout: ScanLayout,
  query: Query,
  rows: readonly number[],
): number[] {
  if (rows.length === 0) return [];
  const scale = putQuantised(query, narrow, 0);
  return rows.map((row) => {
    const at = layout.rows + row * layout.pitch;
    let dot = 0;
    for (let i = 0; i < narrow.length; i++) dot += bytes[at + i]! * narrow[i]!;
    return Math.fround(Math.fround(dot * words.getFloat32(at + layout.stride, true)) * scale);
  });
}
