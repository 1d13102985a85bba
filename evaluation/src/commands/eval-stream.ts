import { writeFile } from 'node:fs/promises';
import { type StreamOptions, streamDefaults } from '@kith/core/evaluate';
import { deriveThresholds } from '@kith/core/people';
import type { Command } from 'commander';
import { agreementOfRuns } from '../agree/agreement-of-runs.js';
import { recordAgreement } from '../agree/record-agreement.js';
import { gateOf } from '../engine/engine-for.js';
import { runStream, type StreamRun } from '../engine/run-stream.js';
import { streamFaceSet, syntheticCalibration, syntheticClustering } from '../faces/stream-face-set.js';
import { writeDump } from '../peers/write-dump.js';
import { growthChart } from '../report/charts.js';
import { drawChart } from '../report/draw-chart.js';
import { htmlReport } from '../report/html-report.js';
import { growthLog } from '../results/growth-log.js';

interface Options {
  readonly faces: string;
  readonly seed: string;
  readonly batch: string;
  readonly largestShare: string;
  readonly json?: boolean;
  readonly html?: string;
  readonly growth?: string;
  readonly dump?: string;
  readonly agreement?: string;
}

/** `kith eval stream`: a synthetic library of any size through the engine. */
export function registerEvalStream(parent: Command): void {
  parent
    .command('stream')
    .description('a synthetic library of 1k to 1M faces, photo by photo: accuracy, time, memory, churn')
    .option('--faces <n>', 'faces in all', '10000')
    .option('--seed <n>', 'another library', String(streamDefaults.seed))
    .option(
      '--largest-share <share>',
      'share of all faces that the most photographed person has',
      String(streamDefaults.largestShare),
    )
    .option('--batch <photos>', 'photos per batch', '16')
    .option('--json', 'print JSON')
    .option('--html <file>', 'write a report with charts')
    .option('--growth <csv>', 'append time, memory and churn as the library grows, line by line')
    .option(
      '--agreement <csv>',
      'also run it in other orders and batch sizes, and reclustered, and append how alike the people are (up to about 20k)',
    )
    .option('--dump <dir>', 'write vectors for the peers (they take up to about 10k)')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const stream: Partial<StreamOptions> = {
    faces: Number(options.faces),
    seed: Number(options.seed),
    largestShare: Number(options.largestShare),
  };
  const thresholds = deriveThresholds(syntheticCalibration, syntheticClustering);
  if (options.dump) await writeDump(options.dump, streamFaceSet(stream), gateOf(thresholds));
  const log = options.growth === undefined ? undefined : growthLog(options.growth, stream);
  const found = runStream(stream, thresholds, Number(options.batch), log);
  const { growth, ...result } = found;
  if (options.json) console.log(JSON.stringify(result, null, 2));
  else for (const [name, value] of lines(result)) console.log(`${name.padEnd(22)} ${value}`);
  if (options.agreement) {
    const set = streamFaceSet(stream);
    await recordAgreement(options.agreement, set, agreementOfRuns(set, thresholds));
  }
  if (options.html) await writeFile(options.html, await page(found));
}

function lines(result: Omit<StreamRun, 'growth'>): readonly (readonly [string, string])[] {
  return Object.entries(result).map(([name, value]) => [
    name,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ]);
}

async function page({ growth, ...result }: StreamRun): Promise<string> {
  const charts = [
    growthChart(growth, 'msPerFace', 'Clustering, ms per added face'),
    growthChart(growth, 'churn', 'Churn: settled faces moved, share'),
    growthChart(growth, 'people', 'People so far'),
  ];
  return htmlReport({
    title: `Kith on ${result.protocol}`,
    made: `kith eval stream --faces ${result.faces}`,
    figures: lines(result),
    charts: await Promise.all(charts.map(drawChart)),
    confusions: [],
  });
}
