import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { drawChart } from '../report/draw-chart.js';
import { growthPlot } from '../report/growth-plot.js';
import { readResults } from '../results/results-csv.js';

/** `kith eval growth`: what `kith eval stream --growth` wrote, drawn. */
export function registerEvalGrowth(parent: Command): void {
  parent
    .command('growth')
    .description('draw CPU and memory a face as synthetic libraries grow')
    .option('--csv <file>', 'written by stream --growth', 'evaluation/results/growth.csv')
    .option('--svg <file>', 'the picture', 'docs/images/growth.svg')
    .action(run);
}

async function run({ csv, svg }: { readonly csv: string; readonly svg: string }): Promise<void> {
  const rows = await readResults(csv);
  if (rows.length === 0) throw new Error(`${csv} has no rows; run 'kith eval stream --growth ${csv}'`);
  await writeFile(svg, `${await drawChart(growthPlot(rows))}\n`);
}
