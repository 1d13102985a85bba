// Exact scan of int8 rows: SIMD kernel, its plain twin, usearch (HNSW; `npm install --no-save usearch`).
// node bench/dist/kernel.bench.js [rows] [dimension]; appends to bench/results/kernel.csv. Best of several rounds.
import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { syntheticStream } from '@kith/core/evaluate';
import { createRowTable, type RowTable } from '@kith/core/vectors';

const [rows = 100_000, dimension = 256] = process.argv.slice(2).map(Number);
const results = new URL('../results/kernel.csv', import.meta.url);

interface Row {
  readonly name: string;
  /** Milliseconds for one query over all rows. */
  readonly ms: number;
  readonly recallAt10: number;
}

const vectors = drawVectors(rows + 16);
const queries = vectors.slice(rows, rows + 16);
const exact = queries.map((query) => topTen(query));
const gigabytesPerSecond = readBandwidth();
const measured = [
  scanRow('wasm-simd, blocks of 4', fill('auto'), 4, 9),
  scanRow('wasm-simd, one query', fill('auto'), 1, 9),
  scanRow('plain TypeScript', fill('plain'), 4, 3),
  ...(await usearchRow()),
];
report(measured);

function drawVectors(count: number): Float32Array[] {
  return [...syntheticStream({ faces: count, dimension, seed: 3 })].flat().map((face) => face.vector);
}

function fill(kernel: 'auto' | 'plain'): RowTable {
  const table = createRowTable(dimension, { kernel });
  for (const vector of vectors.slice(0, rows)) table.push(vector);
  return table;
}

function topTen(query: Float32Array): Set<number> {
  const cosines = vectors.slice(0, rows).map((vector, row) => {
    let dot = 0;
    for (let i = 0; i < dimension; i++) dot += vector[i]! * query[i]!;
    return { row, dot };
  });
  return new Set(
    cosines
      .sort((a, b) => b.dot - a.dot)
      .slice(0, 10)
      .map(({ row }) => row),
  );
}

function scanRow(name: string, table: RowTable, block: number, rounds: number): Row {
  let ms = Number.POSITIVE_INFINITY;
  let recall = 0;
  for (let round = 0; round < rounds; round++) {
    const asked = queries.slice((round * block) % 16, ((round * block) % 16) + block);
    const hits: { readonly query: number; readonly row: number; readonly cosine: number }[] = [];
    const started = performance.now();
    table.scan(asked, 0.15, (query, row, cosine) => hits.push({ query, row, cosine }));
    ms = Math.min(ms, (performance.now() - started) / block);
    const truth = exact[queries.indexOf(asked[0]!)]!;
    const own = hits.filter(({ query }) => query === 0).sort((a, b) => b.cosine - a.cosine);
    recall += own.slice(0, 10).filter(({ row }) => truth.has(row)).length / 10 / rounds;
  }
  return { name, ms, recallAt10: recall };
}

/** Nothing when usearch is not installed: it is no dependency of Kith. */
async function usearchRow(): Promise<Row[]> {
  const name = 'usearch';
  const usearch = await import(name).catch(() => null);
  if (!usearch) {
    console.log('usearch is not installed: left out');
    return [];
  }
  const index = new usearch.Index({ metric: 'cos', dimensions: dimension, quantization: 'i8' });
  const started = performance.now();
  for (let row = 0; row < rows; row++) index.add(BigInt(row), vectors[row]);
  console.log(`usearch: built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  let ms = Number.POSITIVE_INFINITY;
  let recall = 0;
  for (const [at, query] of queries.entries()) {
    const from = performance.now();
    const { keys } = index.search(query, 10, 0);
    ms = Math.min(ms, performance.now() - from);
    recall += [...keys].filter((key: bigint) => exact[at]!.has(Number(key))).length / 10 / queries.length;
  }
  return [{ name: 'usearch HNSW, int8', ms, recallAt10: recall }];
}

/** Gigabytes a second that one thread reads: a sum over 256 MB of float64, unrolled, best of five. */
function readBandwidth(): number {
  const numbers = new Float64Array(32 * 1024 * 1024).fill(1);
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

function report(list: readonly Row[]): void {
  if (!existsSync(results)) {
    writeFileSync(
      results,
      'date,cpu,node,rows,dimension,name,ms_per_query,million_rows_per_s,recall_at_10,bandwidth_share\n',
    );
  }
  for (const { name, ms, recallAt10 } of list) {
    const rowsPerSecond = rows / ms / 1000;
    // A block of four reads the table once for four queries.
    // A table that fits a processor's cache says nothing about the memory.
    const large = rows * (dimension + 16) > 64e6 && !name.startsWith('usearch');
    const read = name.includes('blocks of 4') ? 4 : 1;
    const gigabytes = (rows * (dimension + 16) * 1e-6) / (ms * read);
    const share = large ? (gigabytes / gigabytesPerSecond).toFixed(2) : '';
    console.log(
      `${name.padEnd(24)} ${ms.toFixed(3)} ms a query, ${rowsPerSecond.toFixed(1)} M rows/s, recall@10 ${recallAt10.toFixed(3)} ${share}`,
    );
    const line = [
      new Date().toISOString().slice(0, 10),
      cpus()[0]!.model,
      process.version,
      rows,
      dimension,
      name,
      ms.toFixed(4),
      rowsPerSecond.toFixed(2),
      recallAt10.toFixed(3),
      share,
    ];
    appendFileSync(results, `${line.map((field) => String(field).replaceAll(',', ';')).join(',')}\n`);
  }
}
