import type { Command } from 'commander';
import { calibrate } from '../calibrate/calibrate.js';
import { writeCalibration } from '../calibrate/write-calibration.js';
import { type PackOptions, withPackOptions } from './shared-options.js';

interface Options extends PackOptions {
  readonly on: string;
  readonly source: string;
  readonly limit: string;
  readonly minQuality: string;
  readonly write?: boolean;
  readonly json?: boolean;
}

/** `kith eval calibrate`: cosines at stated false-match rates, into the manifest with --write. */
export function registerEvalCalibrate(parent: Command): void {
  const command = parent
    .command('calibrate')
    .description('cosines at stated false-match rates on labelled crops, for the manifest')
    .requiredOption('--on <dir>', 'tar shards of labelled crops with index.tsv; never a reporting set')
    .option('--source <name>', 'rows of index.tsv to use', 'fiw')
    .option('--limit <n>', 'crops at most, spread evenly', '8000')
    .option('--min-quality <q>', 'leave poorer crops out', '0.5')
    .option('--write', 'write the cosines into the manifest')
    .option('--json', 'print JSON');
  withPackOptions(command).action(run);
}

async function run(options: Options): Promise<void> {
  const { on, source, models, weights, cache } = options;
  const limit = Number(options.limit);
  const minQuality = Number(options.minQuality);
  const found = await calibrate({ on, source, models, weights, cache, limit, minQuality });
  if (options.json) console.log(JSON.stringify(found, null, 2));
  else {
    const { crops, families, duplicatesDropped, pairs } = found;
    console.log(`${found.pack}: ${crops} crops of ${families} families, ${pairs} unrelated pairs`);
    console.log(`${duplicatesDropped} crops dropped: near-identical pictures under two families`);
    console.log(`one pair in twenty of one person misses ${found.missed.toFixed(4)}`);
    for (const { rate, cosine, interval, pairs: above } of found.rates) {
      const range = `${interval.low.toFixed(3)}–${interval.high.toFixed(3)}`;
      console.log(
        `${rate.toExponential().padStart(6)}  ${cosine.toFixed(4)}  (95 %: ${range}; ${above} pairs)`,
      );
    }
  }
  if (options.write) console.log(`written to ${await writeCalibration(models, found)}`);
}
