import type { Dirent, Stats } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PhotoFile } from '@kith/core/ports';
import { fileProblem } from './file-problem.js';
import { mayHoldPhotos } from './may-hold-photos.js';

export interface WalkOptions {
  readonly extensions: ReadonlySet<string>;
  /** Real paths of the folders already walked, shared over roots; added to. */
  readonly visited: Set<string>;
  readonly onProblem: (path: string, reason: string) => void;
}

interface Entry {
  readonly path: string;
  readonly stats: Stats;
}

/** Every file with one of the extensions below the root; files of a folder before its subfolders. */
export async function* walkFolder(root: string, options: WalkOptions): AsyncGenerator<PhotoFile> {
  const found = await look(root, '', options);
  if (!found) return;
  if (found.stats.isDirectory()) yield* walk(root, found, options);
  else options.onProblem(root, 'it is not a folder');
}

async function* walk(root: string, folder: Entry, options: WalkOptions): AsyncGenerator<PhotoFile> {
  const real = await realpath(join(root, folder.path));
  if (options.visited.has(real)) return;
  options.visited.add(real);
  const entries = await entriesOf(root, folder.path, options);
  for (const { path, stats } of entries)
    if (stats.isFile()) yield { root, path, bytes: stats.size, modifiedAt: stats.mtimeMs };
  for (const entry of entries) if (entry.stats.isDirectory()) yield* walk(root, entry, options);
}

async function entriesOf(root: string, path: string, options: WalkOptions): Promise<readonly Entry[]> {
  let names: Dirent[];
  try {
    names = await readdir(join(root, path), { withFileTypes: true });
  } catch (error) {
    options.onProblem(join(root, path), fileProblem(error));
    return [];
  }
  const wanted = names
    .filter((entry) => mayBeWanted(entry, options.extensions))
    .map((entry) => (path === '' ? entry.name : `${path}/${entry.name}`))
    .sort((a, b) => (a < b ? -1 : 1));
  const entries = await Promise.all(wanted.map((p) => look(root, p, options)));
  return entries.filter((entry) => entry !== null);
}

/** Where a link leads is not known yet. */
function mayBeWanted(entry: Dirent, extensions: ReadonlySet<string>): boolean {
  if (!mayHoldPhotos(entry.name)) return false;
  if (entry.isFile()) return hasExtension(entry.name, extensions);
  return entry.isDirectory() || entry.isSymbolicLink();
}

function hasExtension(path: string, extensions: ReadonlySet<string>): boolean {
  const dot = path.lastIndexOf('.');
  return dot > 0 && extensions.has(path.slice(dot + 1).toLowerCase());
}

/** Null when there is nothing to list there; told as a problem unless it is a dead link that is no photo anyway. */
async function look(root: string, path: string, options: WalkOptions): Promise<Entry | null> {
  const isPhoto = hasExtension(path, options.extensions);
  try {
    const stats = await stat(join(root, path));
    return stats.isDirectory() || isPhoto || path === '' ? { path, stats } : null;
  } catch (error) {
    if (isLost(path)) options.onProblem(join(root, path), notText);
    else if (path === '' || isPhoto)
      options.onProblem(join(root, path), await problemAt(join(root, path), error));
    return null;
  }
}

/** Node replaces what is not UTF-8 in a name, and then finds nothing under it. */
const isLost = (path: string) => path.includes('\ufffd');
const notText = 'its name is not valid text (UTF-8); rename it';

async function problemAt(path: string, error: unknown): Promise<string> {
  const isLink = await lstat(path).then(
    (stats) => stats.isSymbolicLink(),
    () => false,
  );
  return isLink && (error as NodeJS.ErrnoException).code === 'ENOENT'
    ? 'it is a link to a file that is not there'
    : fileProblem(error);
}
