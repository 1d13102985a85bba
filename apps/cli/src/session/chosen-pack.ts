import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type PackManifest, parsePack } from '@kith/core/models';
import type { Store } from '@kith/core/ports';
import type { ModelOptions } from '../options.js';
import { remark } from '../output/print.js';
import { type ActiveModel, activeModelOf, readActiveModel } from './active-model.js';
import { defaultPack, packPath, readPack } from './open-pack.js';
import { findPack } from './packs-at-hand.js';

/** A pack that was chosen: where it lies and what its manifest says. */
export interface ChosenPack {
  readonly path: string;
  /** Where its weights lie; null when beside the manifest. */
  readonly weights: string | null;
  readonly manifest: PackManifest;
  readonly model: ActiveModel;
}

/**
 * The pack named on the command line, else the one the library was made with, else the default: also when the one before
 * shipped with an earlier Kith and ships no more. Throws when an added one is not there: it may come back.
 */
export async function choosePack(
  store: Store,
  { models, weights }: Pick<ModelOptions, 'models' | 'weights'>,
  dir: string,
): Promise<ChosenPack> {
  const before = await readActiveModel(store);
  const named = models !== undefined;
  const kept = before?.pack && !shipsNoMore(before.pack) ? before.pack : null;
  const path = named || kept === null ? packPath(models, dir) : kept;
  const chosen = await readChosen(path, named ? weights : (before?.weights ?? undefined));
  if (before && before.key !== chosen.model.key)
    remark(
      `note: the models are others than before (${before.key}): every photo is analysed anew; names stay`,
    );
  return chosen;
}

const shipsNoMore = (path: string) => dirname(path) === defaultPack && !existsSync(path);

/** A pack at hand. Throws when there is none of that id. */
export async function packById(id: string, dir: string): Promise<ChosenPack> {
  return readChosen(await findPack(id, dir), undefined);
}

async function readChosen(path: string, weights: string | undefined): Promise<ChosenPack> {
  const manifest = parsePack((await readPack(path, weights)).manifestText);
  const absolute = weights === undefined ? null : resolve(weights);
  const model = activeModelOf(manifest, { pack: path === defaultPack ? null : path, weights: absolute });
  return { path, weights: absolute, manifest, model };
}
