import { quantise } from './quantise.js';
import { BLOCK, GROUPS, type ScanLayout, scanLayout } from './scan-layout.js';
import { plainScanRows } from './scan-rows.js';
import { type ScanMemory, wasmScan } from './wasm-scan.js';

/** Called for each hit: the query's place in the list, the row, their cosine (f32). */
export type OnHit = (query: number, row: number, cosine: number) => void;

/** A vector as a table keeps it: value ≈ int8 · scale. */
export interface QuantisedRow {
  readonly values: Int8Array;
  readonly scale: number;
}

/** What can be looked for: a vector, or a row of a table, which need not be quantised again. */
export type Query = Float32Array | QuantisedRow;

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
  push(vector: Query): number;
  /** Overwrites a row; the zero vector makes it one that is never hit. */
  set(row: number, vector: Query): void;
  /** Hits of cosine ≥ `threshold` (> 0); for each query in rising order of rows. */
  scan(queries: readonly Query[], threshold: number, onHit: OnHit): void;
  /** The cosine that `scan` would report for one row. */
  cosine(query: Query, row: number): number;
  /** The same for several rows, in their order. */
  cosines(query: Query, rows: readonly number[]): number[];
  /** The row as it is kept: a view, to be used before anything is written to the table. */
  row(row: number): QuantisedRow;
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
  const views = tableViews(memory, layout);
  let length = 0;
  const write = (row: number, vector: Query): void => {
    checkDimension(vector, dimension);
    const { bytes, words } = views();
    const at = layout.rows + row * layout.pitch;
    words.setFloat32(at + layout.stride, putQuantised(vector, bytes, at), true);
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
        scanMany(memory, views, layout, length, part, threshold, (q, row, cosine) =>
          onHit(first + q, row, cosine),
        );
      }
    },
    cosine: (query, row) => cosinesOf(views(), layout, query, [row])[0]!,
    cosines: (query, rows) => cosinesOf(views(), layout, query, rows),
    row(row) {
      const at = layout.rows + row * layout.pitch;
      const { bytes, words } = views();
      const scale = words.getFloat32(at + layout.stride, true);
      return { values: bytes.subarray(at, at + dimension), scale };
    },
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
      const { bytes, words } = views();
      const factor = weight * words.getFloat32(at + layout.stride, true);
      for (let i = 0; i < dimension; i++) sum[i]! += bytes[at + i]! * factor;
    },
  };
}

function checkDimension(vector: Query, dimension: number): void {
  const { length } = vector instanceof Float32Array ? vector : vector.values;
  if (length !== dimension) {
    throw new RangeError(`expected a vector of ${dimension} values, got ${length}`);
  }
}

/** Writes the vector's int8 values to `into`; returns their scale. */
function putQuantised(vector: Query, into: Int8Array, at: number): number {
  if (vector instanceof Float32Array) return quantise(vector, into, at);
  into.set(vector.values, at);
  return vector.scale;
}

/** The memory as numbers; asked for before each use, since memory that grows is another one. */
interface Views {
  readonly bytes: Int8Array;
  readonly words: DataView;
  /** The queries of all groups, as the kernel wants them. */
  readonly wide: Int16Array;
  /** One query's values. */
  readonly narrow: Int8Array;
}

function tableViews(memory: ScanMemory, layout: ScanLayout): () => Views {
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

/** Room for more than was asked for, by the memory's own measure: WebAssembly's grows in place and need not lie idle. */
function reserve(memory: ScanMemory, layout: ScanLayout, rows: number): void {
  const needed = layout.rows + rows * layout.pitch;
  if (needed <= memory.buffer().byteLength) return;
  memory.grow(layout.rows + Math.ceil(rows * memory.growth) * layout.pitch);
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
    growth: 1.125,
    scan: plainScanRows(layout, () => buffer),
  };
}

const MANY = BLOCK * GROUPS;
/** Rows that every group is compared with before the next ones: they stay in the processor's cache. */
const TILE = 128;

function scanMany(
  memory: ScanMemory,
  views: () => Views,
  layout: ScanLayout,
  rows: number,
  queries: readonly Query[],
  threshold: number,
  onHit: OnHit,
): void {
  const groups = Math.ceil(queries.length / BLOCK);
  for (let group = 0; group < groups; group++) {
    writeQueries(views(), layout, group, queries.slice(group * BLOCK, group * BLOCK + BLOCK), threshold);
  }
  const tile = groups === 1 ? rows : TILE;
  for (let first = 0; first < rows; first += tile) {
    for (let group = 0; group < groups; group++) {
      const width = queries.length - group * BLOCK === 1 ? 1 : BLOCK;
      scanTile(memory, views, layout, [first, Math.min(rows, first + tile)], group, width, onHit);
    }
  }
}

function scanTile(
  memory: ScanMemory,
  views: () => Views,
  layout: ScanLayout,
  [first, end]: readonly [number, number],
  group: number,
  width: 1 | 4,
  onHit: OnHit,
): void {
  for (let from = first; from < end; ) {
    const count = memory.scan(from, end, width, group);
    if (count === 0) return;
    const view = views().words;
    from = view.getInt32(layout.control(group), true);
    for (let hit = 0; hit < count; hit++) {
      const at = layout.hits + hit * 8;
      const code = view.getInt32(at, true);
      onHit(group * BLOCK + (code & 3), code >> 2, view.getFloat32(at + 4, true));
    }
  }
}

/** In the kernel's arithmetic: a whole-number dot product, then f32. */
function cosinesOf(
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

/** A place that no query takes is never hit. */
function writeQueries(
  { words, wide, narrow }: Views,
  layout: ScanLayout,
  group: number,
  queries: readonly Query[],
  threshold: number,
): void {
  const control = layout.control(group);
  const from = group * BLOCK * layout.stride;
  for (let q = 0; q < BLOCK; q++) {
    const query = q < queries.length ? queries[q] : undefined;
    words.setFloat32(control + 16 + 4 * q, query ? threshold : Number.POSITIVE_INFINITY, true);
    if (!query) continue;
    words.setFloat32(control + 32 + 4 * q, putQuantised(query, narrow, 0), true);
    for (let i = 0; i < layout.stride; i++) wide[from + ((i >> 4) << 6) + (q << 4) + (i & 15)] = narrow[i]!;
  }
}
