import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { evaluateProtocol } from '../protocols/evaluate-protocol.js';
import { protocols } from '../protocols/protocols.js';
import { standardPacks } from '../protocols/standard-packs.js';
import { writeTable } from '../results/write-table.js';
import { type PeerOptions, withPeerOptions } from './shared-options.js';

interface AllOptions extends PeerOptions {
  readonly data: string;
  readonly weights: string;
  readonly cache: string;
  readonly results: string;
  readonly only?: string;
}

/** `kith eval all`: every protocol with every standard pack, beside the peers; the tables of the README. */
export function registerEvalAll(parent: Command): void {
  const command = parent
    .command('all')
    .description('every protocol with every standard pack, beside the peers; appends to results/')
    .option('--data <dir>', 'shared data', '../shared/data')
    .option('--weights <dir>', 'weights of the reference packs', '../shared/models')
    .option('--cache <dir>', 'where vectors are kept between runs', '.kith/evaluation')
    .option('--results <dir>', 'where results are written', 'evaluation/results')
    .option('--only <pack>', 'one pack by its short name: reference, default or small');
  withPeerOptions(command).action(run);
}

async function run(options: AllOptions): Promise<void> {
  for (const pack of standardPacks(options.weights, options.only)) {
    if (!existsSync(pack.models)) {
      console.log(`${pack.name}: no pack at ${pack.models}, left out`);
      continue;
    }
    for (const protocol of protocols) {
      const folder = join(options.data, protocol.folder);
      if (!existsSync(folder)) throw new Error(`${folder} is not there; name the shared data with --data`);
      await evaluateProtocol({ protocol, pack, folder, ...options });
    }
  }
  console.log(await writeTable(options.results));
}
