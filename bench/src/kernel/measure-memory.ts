import { createRowTable, type RowTable } from '@kith/core/vectors';

/** Less than this may lie in the caches. */
const BEYOND_CACHES = 128e6;
const PAGE = 65536;
const ROUNDS = 5;
/** A cosine that no query reaches: the scan reads and reports nothing. */
const NEVER = 0.999;

/** The little of the WebAssembly API that is used; Node's types lack it. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
  ) => {
    readonly exports: {
      readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
      readonly read: (from: number, to: number) => bigint;
    };
  };
}

/** One way to scan: the queries of one pass over the table. */
export interface Scan {
  readonly table: RowTable;
  readonly queries: readonly Float32Array[];
}

/** Gigabytes a second of one thread, each the best of several rounds in turn. */
export interface MemoryFigures {
  /** Bytes that each of them went over. */
  readonly bytes: number;
  /** How often the rows are repeated for it. */
  readonly times: number;
  /** A plain sequential read. */
  readonly read: number;
  /** A plain copy; what is read and what is written, both. */
  readonly copy: number;
  readonly scans: readonly number[];
}

/**
 * What the memory gives a plain read (the module of `readModule`) and a plain copy, and what each scan takes from it.
 * All over as many bytes: those of the rows, repeated until the caches cannot hold them.
 */
export function measureMemory(scans: readonly Scan[], reader: readonly number[]): MemoryFigures {
  const rows = scans[0]!.table.bytes();
  const times = Math.ceil(BEYOND_CACHES / rows.length);
  const bytes = rows.length * times;
  const tables = new Map(scans.map(({ table }) => [table, repeated(table, rows, times)]));
  const tasks = [
    readTask(bytes, reader),
    copyTask(bytes),
    ...scans.map(({ table, queries }) => {
      const large = tables.get(table)!;
      return () => large.scan(queries, NEVER, () => {});
    }),
  ];
  const [read, copy, ...taken] = bestInTurn(tasks).map((ms) => (bytes / ms) * 1e-6);
  return { bytes, times, read: read!, copy: copy! * 2, scans: taken };
}

function repeated(table: RowTable, rows: Uint8Array, times: number): RowTable {
  const large = createRowTable(table.dimension, { kernel: table.simd ? 'auto' : 'plain' });
  const bytes = new Uint8Array(rows.length * times);
  for (let i = 0; i < times; i++) bytes.set(rows, i * rows.length);
  large.load(bytes);
  return large;
}

function readTask(bytes: number, reader: readonly number[]): () => void {
  const api = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly;
  const { memory, read } = new api.Instance(new api.Module(Uint8Array.from(reader))).exports;
  memory.grow(Math.ceil(bytes / PAGE));
  const end = Math.ceil(bytes / 128) * 128;
  new Uint8Array(memory.buffer).fill(1);
  return () => {
    if (read(0, end) === 0n) throw new Error('the read came to nothing');
  };
}

function copyTask(bytes: number): () => void {
  const from = new Uint8Array(bytes).fill(1);
  const to = new Uint8Array(bytes).fill(2);
  return () => to.set(from);
}

/** Milliseconds of each; in turn, so that whatever else the machine does is in the way of all. */
function bestInTurn(tasks: readonly (() => void)[]): number[] {
  const best = tasks.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [at, run] of tasks.entries()) {
      const started = performance.now();
      run();
      best[at] = Math.min(best[at]!, performance.now() - started);
    }
  }
  return best;
}
