// Exact scan of int8 rows: SIMD kernel and plain twin in Node and in headless Chromium, beside usearch and hnswlib-node.
// node bench/dist/kernel.bench.js [rows] [dimension]; appends to bench/results/kernel.csv.
import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { measureScan, type ScanFigures } from './kernel/measure-scan.js';
import { peerIndexes } from './kernel/peer-indexes.js';
import { scanInChromium } from './kernel/scan-in-chromium.js';

const [rows = 100_000, dimension = 256] = process.argv.slice(2).map(Number);
const results = new URL('../results/kernel.csv', import.meta.url);
const HEADER =
  'date,cpu,engine,rows,dimension,name,ms_per_query,million_rows_per_s,recall_at_10,gb_read_per_s,of_bandwidth\n';

const node = measureScan(rows, dimension);
report(`Node ${process.version}`, node.figures, node.gigabytesPerSecond);
report(`Node ${process.version}`, await peerIndexes(rows, dimension), node.gigabytesPerSecond);
const chromium = await scanInChromium(rows, dimension);
if (chromium) report('Chromium', chromium.figures, chromium.gigabytesPerSecond);
else console.log('no Chromium: left out');

function report(engine: string, figures: readonly ScanFigures[], gigabytesPerSecond: number): void {
  if (!existsSync(results)) writeFileSync(results, HEADER);
  console.log(`${engine}, ${rows} rows of ${dimension}: reads ${gigabytesPerSecond.toFixed(1)} GB/s`);
  for (const { name, ms, recallAt10, perPass } of figures) {
    const perSecond = rows / ms / 1000;
    const read = perPass === 0 ? 0 : (rows * (dimension + 16) * 1e-6) / (ms * perPass);
    const share = read / gigabytesPerSecond;
    console.log(
      `  ${name.padEnd(24)} ${ms.toFixed(3)} ms a query, ${perSecond.toFixed(1)} M rows/s, recall@10 ${recallAt10.toFixed(3)}, reads ${read.toFixed(1)} GB/s`,
    );
    const line = [
      ...[new Date().toISOString().slice(0, 10), cpus()[0]!.model, engine, rows, dimension, name],
      ...[ms.toFixed(4), perSecond.toFixed(2), recallAt10.toFixed(3), read.toFixed(2), share.toFixed(2)],
    ];
    appendFileSync(results, `${line.map((field) => String(field).replaceAll(',', ';')).join(',')}\n`);
  }
}
