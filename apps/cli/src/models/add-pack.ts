import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type ModelFile, type PackManifest, parsePack } from '@kith/core/models';
import { checkedBytes } from './checked-bytes.js';
import { filesOfPack } from './files-of-pack.js';
import { isWebAddress } from './is-web-address.js';
import { type PackOrigin, packInFolder } from './pack-in-folder.js';
import { packOnWeb } from './pack-on-web.js';

export interface AddPackOptions {
  /** A folder, a manifest, or a web address of either. */
  readonly from: string;
  /** The folder that the pack's own is made in. */
  readonly packs: string;
  /** Bytes of model files written so far, of how many. */
  readonly onProgress?: (written: number, total: number) => void;
  readonly signal?: AbortSignal;
  /** Longest silence of a server, milliseconds; default 30 s. */
  readonly patienceMs?: number;
}

/**
 * Copies a pack, from a folder or the web, to `<packs>/<id>`; an earlier one of that id is replaced. Every file has the
 * length and SHA-256 that the manifest names before anything is put in place. Rejects, leaving all as it was and nothing
 * half written, on a manifest that is none, a missing or different file, a silent server, and when it is cancelled.
 */
export async function addPack(options: AddPackOptions): Promise<PackManifest> {
  const { packs } = options;
  const origin = await originOf(options);
  const manifest = parsePack(origin.manifestText);
  const files = filesOfPack(manifest);
  await mkdir(packs, { recursive: true, mode: 0o700 });
  await removeLeftovers(packs);
  const half = await mkdtemp(join(packs, begun));
  try {
    await copyFiles(files, origin, half, options);
    await writeFile(join(half, 'pack.json'), origin.manifestText);
    await replace(join(packs, manifest.id), half);
    return manifest;
  } finally {
    await rm(half, { recursive: true, force: true });
  }
}

function originOf({ from, signal, patienceMs = 30_000 }: AddPackOptions): Promise<PackOrigin> {
  if (!isWebAddress(from)) return packInFolder(from);
  return packOnWeb(from, { patienceMs, ...(signal && { signal }) });
}

async function copyFiles(
  files: readonly ModelFile[],
  origin: PackOrigin,
  folder: string,
  { onProgress, signal }: AddPackOptions,
): Promise<void> {
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let written = 0;
  for (const file of files) {
    const path = join(folder, file.file);
    await mkdir(dirname(path), { recursive: true });
    const pieces = tap(checkedBytes(file, origin.read(file)), (piece) => {
      written += piece.length;
      onProgress?.(written, total);
    });
    await pipeline(pieces, createWriteStream(path), signal ? { signal } : {});
  }
}

async function* tap<T>(items: AsyncIterable<T>, look: (item: T) => void): AsyncGenerator<T> {
  for await (const item of items) {
    look(item);
    yield item;
  }
}

/** Puts the new folder where the old one is; the old one stays when that fails. */
async function replace(place: string, made: string): Promise<void> {
  const old = `${made}-old`;
  const hadOne = await rename(place, old).then(
    () => true,
    () => false,
  );
  try {
    await rename(made, place);
  } catch (error) {
    if (hadOne) await rename(old, place);
    throw error;
  }
  await rm(old, { recursive: true, force: true });
}

const begun = '.adding-';
const day = 24 * 3600 * 1000;

/** What a process that was killed has left; one of today may still be at work. */
async function removeLeftovers(packs: string): Promise<void> {
  for (const name of await readdir(packs)) {
    if (!name.startsWith(begun)) continue;
    const { mtimeMs } = await stat(join(packs, name));
    if (Date.now() - mtimeMs > day) await rm(join(packs, name), { recursive: true, force: true });
  }
}
