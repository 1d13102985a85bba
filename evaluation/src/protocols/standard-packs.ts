import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PackChoice } from '../pipeline/open-pack.js';

export interface StandardPack extends PackChoice {
  /** Short name, as in results. */
  readonly name: 'reference' | 'default' | 'small';
}

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The packs that results are kept of: strangers' weights (MobileFaceNet behind SCRFD-2.5G) and Kith's own two; `only` one by its name. */
export function standardPacks(weights: string, only?: string): readonly StandardPack[] {
  const packs: readonly StandardPack[] = [
    { name: 'reference', models: join(root, 'evaluation/packs/reference-scrfd-2.5g-mbf.json'), weights },
    { name: 'default', models: join(root, 'models/pack.json') },
    { name: 'small', models: join(root, 'models/small.json') },
  ];
  return only ? packs.filter(({ name }) => name === only) : packs;
}

/** What the manifests of the standard packs call them. */
export function standardIds(): ReadonlySet<string> {
  return new Set(
    standardPacks('').map(({ models }) => JSON.parse(readFileSync(models, 'utf8')).id as string),
  );
}
