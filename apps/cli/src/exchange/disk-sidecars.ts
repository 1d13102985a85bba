import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Orientation, orientationOf } from '@kith/core/photo';
import type { PhotoFile, Sidecars } from '@kith/core/ports';
import sharp from 'sharp';
import { sentenceOf } from '../output/sentence-of.js';

/**
 * Sidecars on disk: beside the photos, or in a folder of their own laid out as the photos are – below it a folder for each
 * of the roots when there are several, which may hold photos of one name.
 */
export function diskSidecars(out: string | null = null, roots: readonly string[] = []): Sidecars {
  const folders = roots.length > 1 ? foldersOf(roots) : new Map<string, string>();
  const placeOf = ({ root }: PhotoFile, path: string) =>
    out === null ? join(root, path) : join(out, folders.get(root) ?? '', path);
  return {
    placeOf,
    orientation: ({ root, path }) => storedOrientation(join(root, path)),
    read: (photo, path) =>
      readFile(placeOf(photo, path), 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw new Error(sentenceOf(error));
      }),
    write: (photo, path, text) =>
      replaceFile(placeOf(photo, path), text).catch((error) => {
        throw new Error(sentenceOf(error));
      }),
  };
}

/** `a/photos` and `b/photos` become `photos` and `photos-2`. */
function foldersOf(roots: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    roots.map((root) => {
      let name = basename(root);
      for (let n = 2; taken.has(name); n++) name = `${basename(root)}-${n}`;
      taken.add(name);
      return [root, name];
    }),
  );
}

/**
 * The EXIF orientation by which the stored pixels are turned upright; 1 for HEIC, whose container turns them itself,
 * and for whatever cannot be read; null when the photo is not there.
 */
async function storedOrientation(file: string): Promise<Orientation | null> {
  const there = await access(file).then(
    () => true,
    () => false,
  );
  if (!there) return null;
  if (/\.(heic|heif|hif|avif)$/i.test(file)) return 1;
  const metadata = await sharp(file)
    .metadata()
    .catch(() => null);
  return orientationOf(metadata?.orientation);
}

/** Written beside it first: a sidecar is whole at any moment. */
async function replaceFile(path: string, text: string): Promise<void> {
  const half = `${path}.kith-new`;
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(half, text);
    await rename(half, path);
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  }
}
