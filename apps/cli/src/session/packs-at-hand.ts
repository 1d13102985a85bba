import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parsePack } from '@kith/core/models';
import { UsageError } from '../usage-error.js';
import { addedPacks, readPack, shippedPacks } from './open-pack.js';

/** The id of the pack at a path. Throws when it is none. */
async function packIdAt(path: string): Promise<string> {
  return parsePack((await readPack(path, undefined)).manifestText).id;
}

/** The packs that a library can use, by id, with their paths: those that ship with Kith first. */
export async function packsAtHand(library: string): Promise<ReadonlyMap<string, string>> {
  const packs = new Map<string, string>();
  for (const path of [...shippedPacks.values(), ...(await addedPackPaths(library))]) {
    const id = await packIdAt(path).catch(() => null);
    if (id !== null && !packs.has(id)) packs.set(id, path);
  }
  return packs;
}

/** Folders of the packs that were added, whole or not, in order of their ids. */
export async function addedPackPaths(library: string): Promise<readonly string[]> {
  const added = addedPacks(library);
  const entries = await readdir(added, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
  return folders.map(({ name }) => join(added, name)).sort();
}

/** The path of a pack at hand. Throws when there is none of that id. */
export async function findPack(id: string, library: string): Promise<string> {
  const path = (await packsAtHand(library)).get(id);
  if (path === undefined) throw new UsageError(`there is no model pack '${id}'; see: kith models list`);
  return path;
}
