// Exact scan of int8 rows: SIMD kernel and plain twin in Node and in headless Chromium, beside usearch and hnswlib-node.
// node bench/dist/kernel.bench.js [rows] [dimension]; appends to bench/results/kernel.csv.
import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import type { MemoryFigures } from './kernel/measure-memory.js';
import { measureScan, type ScanFigures } from './kernel/measure-scan.js';
import { peerIndexes } from './kernel/peer-indexes.js';
import { readModule } from './kernel/read-module.js';
import { scanInChromium } from './kernel/scan-in-chromium.js';

const [rows = 100_000, dimension = 256] = process.argv.slice(2).map(Number);
const results = new URL('../results/kernel.csv', import.meta.url);
const HEADER =
  'date,cpu,engine,rows,dimension,name,ms_per_query,million_rows_per_s,recall_at_10,gb_read_per_s,memory_read_gb_per_s,memory_copy_gb_per_s,of_bandwidth\n';

const reader = await readModule();
const node = measureScan(rows, dimension, reader);
report(`Node ${process.version}`, node.figures, node.memory);
report(`Node ${process.version}`, await peerIndexes(rows, dimension), node.memory);
const chromium = await scanInChromium(rows, dimension, reader);
if (chromium) report('Chromium', chromium.figures, chromium.memory);
else console.log('no Chromium: left out');

function report(engine: string, figures: readonly ScanFigures[], memory: MemoryFigures): void {
  if (figures.length === 0) return;
  if (!existsSync(results)) writeFileSync(results, HEADER);
  console.log(`${engine}, ${rows} rows of ${dimension}`);
  if (figures.some(({ gigabytesPerSecond }) => gigabytesPerSecond !== null)) tellMemory(memory);
  for (const figure of figures) reportOne(engine, figure, memory);
}

function tellMemory({ bytes, times, read, copy }: MemoryFigures): void {
  const lines = [
    `memory, one thread: plain read ${read.toFixed(1)} GB/s, plain copy ${copy.toFixed(1)} GB/s (read and written).`,
    `Measured in turn with the scans below, best of each, all over ${(bytes * 1e-6).toFixed(0)} MB: the rows ${times} times over,`,
    'more than the caches hold. The read is sequential 16-byte loads in WebAssembly, the copy TypedArray.set;',
    'the share is that of the faster of the two. One pass serves all its queries: the more they are, the less is read.',
  ];
  console.log(lines.map((line) => `  ${line}`).join('\n'));
}

function reportOne(engine: string, figure: ScanFigures, memory: MemoryFigures): void {
  const { name, ms, recallAt10, gigabytesPerSecond: taken } = figure;
  const perSecond = rows / ms / 1000;
  const share = taken === null ? null : taken / Math.max(memory.read, memory.copy);
  const reads =
    share === null
      ? ''
      : `, from memory ${taken!.toFixed(2)} GB/s: ${(share * 100).toFixed(1)} % of its bandwidth`;
  console.log(
    `  ${name.padEnd(24)} ${ms.toFixed(3)} ms a query, ${perSecond.toFixed(1)} M rows/s, recall@10 ${recallAt10.toFixed(3)}${reads}`,
  );
  const line = [
    ...[new Date().toISOString().slice(0, 10), cpus()[0]!.model, engine, rows, dimension, name],
    ...[ms.toFixed(4), perSecond.toFixed(2), recallAt10.toFixed(3), taken?.toFixed(2) ?? ''],
    ...[memory.read.toFixed(2), memory.copy.toFixed(2), share?.toFixed(3) ?? ''],
  ];
  appendFileSync(results, `${line.map((field) => String(field).replaceAll(',', ';')).join(',')}\n`);
}
