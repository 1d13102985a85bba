import { readdir } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { Analyser } from '../pipeline/analyser.js';
import { collectFaces } from './collect-faces.js';
import type { FaceSet } from './face-set.js';
import { halfOf } from './half.js';
import { inHashOrder } from './in-hash-order.js';

const picture = /\.(jpe?g|png|webp)$/i;

/**
 * A folder of identity folders with aligned crops, one photo each. The identity is the path of the folder that holds
 * the crop (family/person); halves are by its first part, so that a family is never divided. Crops arrive in the
 * order of the SHA-256 of their path: mixed, and always the same.
 */
export async function readCrops(folder: string, analyser: Analyser): Promise<FaceSet> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((e) => e.isFile() && picture.test(e.name))
    .map((e) => relative(folder, join(e.parentPath, e.name)).split(sep).join('/'))
    .filter((name) => name.includes('/'));
  const pictures = inHashOrder(names, (name) => name).map((name) => ({
    path: join(folder, name),
    name,
    person: dirname(name),
    half: halfOf(name.slice(0, name.indexOf('/'))),
  }));
  if (pictures.length === 0) throw new Error(`${folder}: expected folders of pictures, one per identity`);
  return collectFaces(basename(resolve(folder)), pictures, analyser, () => 0);
}
