import { syntheticStream } from '@kith/core/evaluate';
import { createRowTable, type RowTable } from '@kith/core/vectors';
import { type MemoryFigures, measureMemory } from './measure-memory.js';

/** One way to search, on one engine. */
export interface ScanFigures {
  readonly name: string;
  /** Milliseconds for one query over all rows, best of several rounds. */
  readonly ms: number;
  readonly recallAt10: number;
  /** What it reads from memory when the table is larger than the caches; null: it does not read the table through. */
  readonly gigabytesPerSecond: number | null;
}

export interface ScanRun {
  readonly figures: readonly ScanFigures[];
  readonly memory: MemoryFigures;
}

export const QUERIES = 32;

/** `rows` synthetic faces and 32 more as queries; the same everywhere. */
export function scanVectors(rows: number, dimension: number): Float32Array[] {
  const stream = syntheticStream({ faces: rows + QUERIES, dimension, seed: 3 });
  return [...stream].flat().map((face) => face.vector);
}

/** The kernel and its plain twin, in whatever engine this runs: Node or a browser. `reader`: see `readModule`. */
export function measureScan(rows: number, dimension: number, reader: readonly number[]): ScanRun {
  const vectors = scanVectors(rows, dimension);
  const queries = vectors.slice(rows);
  const exact = queries.map((query) => topTen(vectors, rows, query));
  const simd = fill(vectors, rows, 'auto');
  const plain = fill(vectors, rows, 'plain');
  const ways: [string, RowTable, Float32Array[], number, number][] = [
    [`${simd.simd ? 'WASM SIMD' : 'plain'}, 32 queries`, simd, queries, 32, 6],
    ['WASM SIMD, 4 queries', simd, queries, 4, 2],
    ['WASM SIMD, one query', simd, queries, 1, 1],
    ['plain TypeScript', plain, queries.slice(0, 4), 4, 2],
  ];
  const scans = ways.map(([, table, asked, block]) => ({ table, queries: asked.slice(0, block) }));
  const memory = measureMemory(scans, reader);
  const figures = ways.map(([name, table, asked, block, rounds], at) => ({
    name,
    ...scanFigures(table, asked, exact, block, rounds),
    gigabytesPerSecond: memory.scans[at]!,
  }));
  return { figures, memory };
}

function fill(vectors: readonly Float32Array[], rows: number, kernel: 'auto' | 'plain'): RowTable {
  const table = createRowTable(vectors[0]!.length, { kernel });
  for (let row = 0; row < rows; row++) table.push(vectors[row]!);
  return table;
}

/** The ten nearest rows in float arithmetic. */
export function topTen(vectors: readonly Float32Array[], rows: number, query: Float32Array): Set<number> {
  const dots = Float64Array.from({ length: rows }, (_, row) => {
    let dot = 0;
    for (let i = 0; i < query.length; i++) dot += vectors[row]![i]! * query[i]!;
    return dot;
  });
  const tenth = Float64Array.from(dots).sort().at(-10)!;
  return new Set([...dots.keys()].filter((row) => dots[row]! >= tenth));
}

function scanFigures(
  table: RowTable,
  queries: readonly Float32Array[],
  exact: readonly ReadonlySet<number>[],
  block: number,
  rounds: number,
): Pick<ScanFigures, 'ms' | 'recallAt10'> {
  let ms = Number.POSITIVE_INFINITY;
  let recall = 0;
  for (let round = 0; round < rounds; round++) {
    for (let first = 0; first < queries.length; first += block) {
      const hits = queries.slice(first, first + block).map(() => [] as [number, number][]);
      const started = performance.now();
      table.scan(queries.slice(first, first + block), 0.15, (q, row, cosine) => hits[q]!.push([row, cosine]));
      ms = Math.min(ms, (performance.now() - started) / block);
      for (const [at, found] of hits.entries()) {
        found.sort((a, b) => b[1] - a[1]);
        recall += found.slice(0, 10).filter(([row]) => exact[first + at]!.has(row)).length / 10;
      }
    }
  }
  return { ms, recallAt10: recall / queries.length / rounds };
}
