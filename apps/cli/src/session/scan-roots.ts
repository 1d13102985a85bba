import { realpath, stat } from 'node:fs/promises';
import type { Store } from '@kith/core/ports';
import { UsageError } from '../usage-error.js';
import { readRoots } from './roots.js';

/** The folders to scan, absolute and without links: those named, else all that were scanned before. */
export async function scanRoots(store: Store, folders: readonly string[]): Promise<readonly string[]> {
  if (folders.length === 0) {
    const known = await readRoots(store);
    if (known.length === 0) throw new UsageError('name a folder to scan: kith scan <folder>');
    return known;
  }
  return [...new Set(await Promise.all(folders.map(folderPath)))];
}

/** The folder's absolute path. Throws when it is not a folder. */
export async function folderPath(folder: string): Promise<string> {
  const found = await stat(folder).catch(() => null);
  if (!found) throw new UsageError(`there is no folder ${folder}`);
  if (!found.isDirectory()) throw new UsageError(`${folder} is a file; name the folder it lies in`);
  return realpath(folder);
}
