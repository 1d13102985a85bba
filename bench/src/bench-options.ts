import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** Which benches; all when none is named. */
  readonly names: readonly string[];
  readonly photos: string;
  readonly labels: string;
  /** Photos taken of the folder, evenly spread; 0 for all. */
  readonly limit: number;
  /** A pack's folder or manifest. */
  readonly pack: string;
  readonly weights: string | undefined;
  readonly seed: number;
}

/** The repository's root, from `bench/dist` as from `bench/src`. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Reads the command line; throws when there are no photos to measure on. */
export function benchOptions(): BenchOptions {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      photos: { type: 'string', default: join(root, '../shared/data/album-dev/photos') },
      labels: { type: 'string', default: join(root, '../shared/data/album-dev/labels.csv') },
      limit: { type: 'string', default: '0' },
      pack: { type: 'string', default: join(root, 'models') },
      weights: { type: 'string' },
      seed: { type: 'string', default: '20261124' },
    },
  });
  if (!existsSync(values.photos))
    throw new Error(`no photos at ${values.photos}: --photos names another folder`);
  const { photos, labels, pack, weights } = values;
  return {
    names: positionals,
    photos,
    labels,
    pack,
    weights,
    limit: Number(values.limit),
    seed: Number(values.seed),
  };
}
