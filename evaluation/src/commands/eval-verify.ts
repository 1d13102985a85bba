import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { openAnalyser } from '../pipeline/analyser.js';
import { rocChart } from '../report/charts.js';
import { drawChart } from '../report/draw-chart.js';
import { htmlReport } from '../report/html-report.js';
import { type Verification, verify } from '../verify/verify.js';
import { type PackOptions, withPackOptions } from './shared-options.js';

interface Options extends PackOptions {
  readonly pairs: string;
  readonly images: string;
  readonly json?: boolean;
  readonly html?: string;
}

/** `kith eval verify`: pairs of pictures, same person or not (LFW's protocol). */
export function registerEvalVerify(parent: Command): void {
  const command = parent
    .command('verify')
    .description('pairs of pictures, one person or two: 10-fold accuracy and TAR@FAR (LFW protocol)')
    .requiredOption('--pairs <file>', 'pairs.txt')
    .requiredOption('--images <dir>', 'folders of pictures by name')
    .option('--json', 'print JSON')
    .option('--html <file>', 'write a report');
  withPackOptions(command).action(run);
}

async function run(options: Options): Promise<void> {
  const analyser = await openAnalyser({ ...options, input: 'photo' });
  try {
    const { roc, ...found } = await verify(options.pairs, options.images, analyser);
    if (options.json) console.log(JSON.stringify(found, null, 2));
    else for (const [name, value] of lines(found)) console.log(`${name.padEnd(24)} ${value}`);
    if (options.html) await writeFile(options.html, await page({ roc, ...found }));
  } finally {
    await analyser.close();
  }
}

function lines(found: Omit<Verification, 'roc'>): readonly (readonly [string, string])[] {
  const { mean, standardError } = found.accuracy;
  return [
    ['pack', found.pack],
    ['pairs', String(found.pairs)],
    ['pictures without a face', String(found.picturesWithoutFace)],
    ['accuracy', `${(mean * 100).toFixed(2)} % ± ${(standardError * 100).toFixed(2)}`],
    ...found.tarAtFar.map(
      (t) => [`TAR@FAR ${t.far}`, `${t.tar.toFixed(4)} (cosine ≥ ${t.threshold.toFixed(3)})`] as const,
    ),
  ];
}

async function page(found: Verification): Promise<string> {
  return htmlReport({
    title: 'Verification of pairs',
    made: `kith eval verify, ${found.pack}`,
    figures: lines(found),
    charts: [await drawChart(rocChart(found.roc))],
    confusions: [],
  });
}
