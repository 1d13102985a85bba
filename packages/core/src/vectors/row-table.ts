import { quantise } from './quantise.js';
import { BLOCK, GROUPS, type ScanLayout, scanLayout } from './scan-layout.js';
import { plainScanRows } from './scan-rows.js';
import { type ScanMemory, wasmScan } from './wasm-scan.js';

/** Called for each hit: the query's place in the list, the row, their cosine (f32). */
export type OnHit = (query: number, row: number, cosine: number) => void;

/**
 * A growable table of unit vectors as int8, scanned exactly: every row is compared with every query.
 * 16 bytes a row above the dimension. A scan is one pass over the table for up to 32 queries.
 */
export interface RowTable {
  readonly dimension: number;
  /** Rows given out: 0..length−1. */
  readonly length: number;
  /** Whether the WebAssembly kernel does the scanning. */
  readonly simd: boolean;
  /** Appends a row and returns its number. */
  push(vector: Float32Array): number;
  /** Overwrites a row; the zero vector makes it one that is never hit. */
  set(row: number, vector: Float32Array): void;
  /** Hits of cosine ≥ `threshold` (> 0); for each query in rising order of rows. */
  scan(queries: readonly Float32Array[], threshold: number, onHit: OnHit): void;
  /** The cosine that `scan` would report for one row. */
  cosine(query: Float32Array, row: number): number;
  /** The same for several rows, in their order. */
  cosines(query: Float32Array, rows: readonly number[]): number[];
  /** The rows as bytes (`dimension` rounded up to 16, plus 16, each); a copy that the caller owns. */
  bytes(): Uint8Array;
  /** Replaces all rows by those of such bytes. Throws RangeError when they are no whole number of rows. */
  load(bytes: Uint8Array): void;
  /** Adds row · weight to `sum` (float32). */
  addTo(sum: Float32Array, row: number, weight: number): void;
}

export interface RowTableOptions {
  /** `auto`: WebAssembly SIMD where there is one. */
  readonly kernel?: 'auto' | 'plain';
}

/** An empty table for vectors of `dimension` values. Throws RangeError on a dimension outside 1..1024. */
export function createRowTable(dimension: number, options: RowTableOptions = {}): RowTable {
  const layout = scanLayout(dimension);
  const wasm = options.kernel === 'plain' ? null : wasmScan(layout);
  const memory = wasm ?? plainMemory(layout);
  const scratch = new Int8Array(layout.stride);
  let length = 0;
  const write = (row: number, vector: Float32Array): void => {
    checkDimension(vector, dimension);
    const at = layout.rows + row * layout.pitch;
    const scale = quantise(vector, scratch);
    new Int8Array(memory.buffer()).set(scratch, at);
    new DataView(memory.buffer()).setFloat32(at + layout.stride, scale, true);
  };
  return {
    dimension,
    get length() {
      return length;
    },
    simd: wasm !== null,
    push(vector) {
      checkDimension(vector, dimension);
      reserve(memory, layout, length + 1);
      write(length, vector);
      return length++;
    },
    set: write,
    scan(queries, threshold, onHit) {
      for (let first = 0; first < queries.length; first += MANY) {
        const part = queries.slice(first, first + MANY);
        scanMany(memory, layout, length, part, threshold, (q, row, cosine) => onHit(first + q, row, cosine));
      }
    },
    cosine: (query, row) => cosinesOf(memory, layout, query, [row])[0]!,
    cosines: (query, rows) => cosinesOf(memory, layout, query, rows),
    bytes: () => new Uint8Array(memory.buffer(), layout.rows, length * layout.pitch).slice(),
    load(bytes) {
      const rows = bytes.byteLength / layout.pitch;
      if (!Number.isInteger(rows))
        throw new RangeError(`${bytes.byteLength} bytes are no whole number of rows`);
      memory.grow(layout.rows + Math.max(1, rows) * layout.pitch);
      new Uint8Array(memory.buffer()).set(bytes, layout.rows);
      length = rows;
    },
    addTo(sum, row, weight) {
      const at = layout.rows + row * layout.pitch;
      const values = new Int8Array(memory.buffer(), at, dimension);
      const factor = weight * new DataView(memory.buffer()).getFloat32(at + layout.stride, true);
      for (let i = 0; i < dimension; i++) sum[i]! += values[i]! * factor;
    },
  };
}

function checkDimension(vector: Float32Array, dimension: number): void {
  if (vector.length !== dimension) {
    throw new RangeError(`expected a vector of ${dimension} values, got ${vector.length}`);
  }
}

/** Grows by an eighth, so that appending costs the same however large the table is and little lies idle. */
function reserve(memory: ScanMemory, layout: ScanLayout, rows: number): void {
  const needed = layout.rows + rows * layout.pitch;
  if (needed <= memory.buffer().byteLength) return;
  memory.grow(layout.rows + Math.ceil(rows * 1.125) * layout.pitch);
}

function plainMemory(layout: ScanLayout): ScanMemory {
  let buffer = new ArrayBuffer(layout.rows + 64 * layout.pitch);
  return {
    buffer: () => buffer,
    grow: (bytes) => {
      const larger = new ArrayBuffer(bytes);
      new Uint8Array(larger).set(new Uint8Array(buffer));
      buffer = larger;
    },
    scan: plainScanRows(layout, () => buffer),
  };
}

const MANY = BLOCK * GROUPS;
/** Rows that every group is compared with before the next ones: they stay in the processor's cache. */
const TILE = 128;

function scanMany(
  memory: ScanMemory,
  layout: ScanLayout,
  rows: number,
  queries: readonly Float32Array[],
  threshold: number,
  onHit: OnHit,
): void {
  const groups = Math.ceil(queries.length / BLOCK);
  for (let group = 0; group < groups; group++) {
    writeQueries(memory, layout, group, queries.slice(group * BLOCK, group * BLOCK + BLOCK), threshold);
  }
  const tile = groups === 1 ? rows : TILE;
  for (let first = 0; first < rows; first += tile) {
    for (let group = 0; group < groups; group++) {
      const width = queries.length - group * BLOCK === 1 ? 1 : BLOCK;
      scanTile(memory, layout, [first, Math.min(rows, first + tile)], group, width, onHit);
    }
  }
}

function scanTile(
  memory: ScanMemory,
  layout: ScanLayout,
  [first, end]: readonly [number, number],
  group: number,
  width: 1 | 4,
  onHit: OnHit,
): void {
  for (let from = first; from < end; ) {
    const count = memory.scan(from, end, width, group);
    if (count === 0) return;
    const view = new DataView(memory.buffer());
    from = view.getInt32(layout.control(group), true);
    for (let hit = 0; hit < count; hit++) {
      const at = layout.hits + hit * 8;
      const code = view.getInt32(at, true);
      onHit(group * BLOCK + (code & 3), code >> 2, view.getFloat32(at + 4, true));
    }
  }
}

function cosinesOf(
  memory: ScanMemory,
  layout: ScanLayout,
  query: Float32Array,
  rows: readonly number[],
): number[] {
  if (rows.length === 0) return [];
  writeQueries(memory, layout, 0, [query], -2);
  const view = new DataView(memory.buffer());
  return rows.map((row) => {
    memory.scan(row, row + 1, 1, 0);
    return view.getFloat32(layout.hits + 4, true);
  });
}

/** A place that no query takes is never hit. */
function writeQueries(
  memory: ScanMemory,
  layout: ScanLayout,
  group: number,
  queries: readonly Float32Array[],
  threshold: number,
): void {
  const view = new DataView(memory.buffer());
  const control = layout.control(group);
  const wide = new Int16Array(memory.buffer(), layout.queries(group), BLOCK * layout.stride);
  const narrow = new Int8Array(layout.stride);
  for (let q = 0; q < BLOCK; q++) {
    const query = queries[q];
    view.setFloat32(control + 16 + 4 * q, query ? threshold : Number.POSITIVE_INFINITY, true);
    if (!query) continue;
    view.setFloat32(control + 32 + 4 * q, quantise(query, narrow), true);
    for (let i = 0; i < layout.stride; i++) wide[((i >> 4) << 6) + (q << 4) + (i & 15)] = narrow[i]!;
  }
}
