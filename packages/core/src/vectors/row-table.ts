import { BLOCK, GROUPS, type ScanLayout, scanLayout } from './scan-layout.js';
import { type OnHit, scanMany } from './scan-many.js';
import { plainScanRows } from './scan-rows.js';
import {
  checkDimension,
  cosinesOf,
  putQuantised,
  type QuantisedRow,
  type Query,
  tableViews,
} from './table-views.js';
import { type ScanMemory, wasmScan } from './wasm-scan.js';

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

const MANY = BLOCK * GROUPS;

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
