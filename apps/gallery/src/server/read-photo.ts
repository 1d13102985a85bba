import { readFile, realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { PhotoFile } from '@kith/core/ports';
import { NotFound, Refused } from '../service/gallery-context.js';

/** The bytes of a photo below one of the roots. Links and `..` that lead out of it are refused. */
export async function readPhoto(
  file: Pick<PhotoFile, 'root' | 'path'>,
  roots: readonly string[],
): Promise<Uint8Array> {
  const wanted = resolve(file.root);
  if (!roots.some((root) => resolve(root) === wanted)) {
    throw new Refused(`${file.root} is not a folder of this library.`);
  }
  const root = await realpath(wanted).catch(() => null);
  const path = await realpath(resolve(wanted, file.path)).catch(() => null);
  if (root === null || path === null) throw new NotFound(`${file.path} is not there now.`);
  if (!isBelow(root, path)) throw new Refused(`${file.path} lies outside the library's folders.`);
  return readFile(path);
}

export function isBelow(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
