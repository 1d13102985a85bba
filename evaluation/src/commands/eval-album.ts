import type { Command } from 'commander';
import { thresholdsOf } from '../engine/engine-for.js';
import { readAlbum } from '../faces/read-album.js';
import { openAnalyser } from '../pipeline/analyser.js';
import { type RunOptions, runPeople } from './run-people.js';
import { type PackOptions, withPackOptions, withRunOptions } from './shared-options.js';

/** `kith eval album`: whole photos, detection to people. */
export function registerEvalAlbum(parent: Command): void {
  const command = parent
    .command('album')
    .description('photos with labels.csv: detect, embed, cluster, compare')
    .argument('<folder>', 'with labels.csv (photo,person) and photos/');
  withRunOptions(withPackOptions(command)).action(run);
}

async function run(folder: string, options: PackOptions & RunOptions): Promise<void> {
  const analyser = await openAnalyser({ ...options, input: 'photo' });
  try {
    const set = await readAlbum(folder, analyser);
    await runPeople(set, thresholdsOf(analyser.pack.manifest), options);
  } finally {
    await analyser.close();
  }
}
