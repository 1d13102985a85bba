import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Orientation, orientationOf } from '@kith/core/photo';
import type { PhotoFile, Sidecars } from '@kith/core/ports';
import sharp from 'sharp';
import { sentenceOf } from '../output/sentence-of.js';

/** Sidecars on disk: beside the photos, or in a folder of their own laid out as the photos are. */
export function diskSidecars(out: string | null = null): Sidecars {
  const placeOf = ({ root }: PhotoFile, path: string) => join(out ?? root, path);
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

/**
 * The EXIF orientation by which the stored pixels are turned upright; 1 for HEIC, whose container turns them itself,
 * and for whatever cannot be read.
 */
async function storedOrientation(file: string): Promise<Orientation> {
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
