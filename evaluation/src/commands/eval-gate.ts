import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { thresholdsOf } from '../engine/engine-for.js';
import { openAnalyser } from '../pipeline/analyser.js';
import { kithOn } from '../protocols/evaluate-protocol.js';
import { protocols } from '../protocols/protocols.js';
import { standardPacks } from '../protocols/standard-packs.js';
import { lastRow, regressions } from '../results/gate.js';
import { readResults } from '../results/results-csv.js';

interface Options {
  readonly data: string;
  readonly weights: string;
  readonly cache: string;
  readonly results: string;
  readonly only?: string;
}

/** `kith eval gate`: fails when accuracy fell by more than its noise since the last recorded result. */
export function registerEvalGate(parent: Command): void {
  parent
    .command('gate')
    .description(
      'fail when accuracy on the protocols fell by more than its noise since the last recorded result',
    )
    .option('--data <dir>', 'shared data', '../shared/data')
    .option('--weights <dir>', 'weights of the reference packs', '../shared/models')
    .option('--cache <dir>', 'where vectors are kept between runs', '.kith/evaluation')
    .option('--results <dir>', 'recorded results', 'evaluation/results')
    .option('--only <pack>', 'one pack by its short name: reference, default or small')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const rows = await readResults(join(options.results, 'people.csv'));
  let held = 0;
  const packs = standardPacks(options.weights, options.only);
  for (const pack of packs.filter((p) => existsSync(p.models))) {
    for (const protocol of protocols) {
      const analyser = await openAnalyser({ ...pack, cache: options.cache, input: protocol.input });
      const set = await protocol.read(join(options.data, protocol.folder), analyser);
      await analyser.close();
      const { result } = kithOn(set, 'all', thresholdsOf(analyser.pack.manifest));
      const last = lastRow(rows, result);
      if (!last) {
        console.log(`${pack.name} ${set.protocol}: nothing recorded for these weights yet`);
        continue;
      }
      held++;
      report(`${pack.name} ${set.protocol}`, regressions(result, last), result.bcubed.f);
    }
  }
  if (held === 0)
    throw new Error(`nothing in ${options.results}/people.csv could be held to; run 'kith eval all'`);
}

function report(name: string, problems: readonly string[], f: number): void {
  console.log(
    `${name}: ${problems.length === 0 ? `holds (B-cubed F ${f.toFixed(4)})` : problems.join('; ')}`,
  );
  if (problems.length > 0) process.exitCode = 1;
}
