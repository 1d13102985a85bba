import type { Command } from 'commander';
import { thresholdsOf } from '../engine/engine-for.js';
import { readCrops } from '../faces/read-crops.js';
import { openAnalyser } from '../pipeline/analyser.js';
import { type RunOptions, runPeople } from './run-people.js';
import { type PackOptions, withPackOptions, withRunOptions } from './shared-options.js';

/** `kith eval crops`: aligned crops in identity folders; embedding and clustering alone. */
export function registerEvalCrops(parent: Command): void {
  const command = parent
    .command('crops')
    .description('aligned 112×112 crops in identity folders: embed, cluster, compare')
    .argument('<folder>', 'folder of identity folders');
  withRunOptions(withPackOptions(command)).action(run);
}

async function run(folder: string, options: PackOptions & RunOptions): Promise<void> {
  const analyser = await openAnalyser({ ...options, input: 'crop' });
  try {
    const set = await readCrops(folder, analyser);
    await runPeople(set, thresholdsOf(analyser.pack.manifest), options);
  } finally {
    await analyser.close();
  }
}
