import { syntheticStream } from '@kith/core/evaluate';
import { createRowTable, type RowTable } from '@kith/core/vectors';

/** One way to search, on one engine. */
export interface ScanFigures {
  readonly name: string;
  /** Milliseconds for one query over all rows, best of several rounds. */
  readonly ms: number;
  readonly recallAt10: number;
  /** Queries that one pass over the table serves; 0: it does not read the table. */
  readonly perPass: number;
}

export interface ScanRun {
  readonly figures: readonly ScanFigures[];
  /** Gigabytes a second that one thread of this engine reads from memory. */
  readonly gigabytesPerSecond: number;
}

export const QUERIES = 32;

/** `rows` synthetic faces and 32 more as queries; the same everywhere. */
export function scanVectors(rows: number, dimension: number): Float32Array[] {
  const stream = syntheticStream({ faces: rows + QUERIES, dimension, seed: 3 });
  return [...stream].flat().map((face) => face.vector);
}

/** The kernel and its plain twin, in whatever engine this runs: Node or a browser. */
export function measureScan(rows: number, dimension: number): ScanRun {
  const vectors = scanVectors(rows, dimension);
  const queries = vectors.slice(rows);
  const exact = queries.map((query) => topTen(vectors, rows, query));
  const simd = fill(vectors, rows, 'auto');
  const plain = fill(vectors, rows, 'plain');
  const figures = [
    scanFigures(`${simd.simd ? 'WASM SIMD' : 'plain'}, 32 queries`, simd, queries, exact, 32, 6),
    scanFigures('WASM SIMD, 4 queries', simd, queries, exact, 4, 2),
    scanFigures('WASM SIMD, one query', simd, queries, exact, 1, 1),
    scanFigures('plain TypeScript', plain, queries.slice(0, 4), exact, 4, 2),
  ];
  return { figures, gigabytesPerSecond: readBandwidth() };
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
  name: string,
  table: RowTable,
  queries: readonly Float32Array[],
  exact: readonly ReadonlySet<number>[],
  block: number,
  rounds: number,
): ScanFigures {
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
  return { name, ms, recallAt10: recall / queries.length / rounds, perPass: block };
}

/** A sum over 128 MB of float64, unrolled, best of five: STREAM's read, in the language at hand. */
function readBandwidth(): number {
  const numbers = new Float64Array(16 * 1024 * 1024).fill(1);
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round++) {
    const started = performance.now();
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let i = 0; i < numbers.length; i += 8) {
      a += numbers[i]! + numbers[i + 4]!;
      b += numbers[i + 1]! + numbers[i + 5]!;
      c += numbers[i + 2]! + numbers[i + 6]!;
      d += numbers[i + 3]! + numbers[i + 7]!;
    }
    if (a + b + c + d < 0) throw new Error('unreachable');
    best = Math.min(best, performance.now() - started);
  }
  return (numbers.byteLength / best) * 1e-6;
}
