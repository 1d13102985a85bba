import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FaceId } from '@kith/core/faces';
import type { Box } from '@kith/core/geometry';
import type { PhotoId } from '@kith/core/photo';
import type { Decoder, Store, StoredPhoto } from '@kith/core/ports';
import type { Raster } from '@kith/core/raster';
import sharp from 'sharp';
import { NotFound, Refused } from '../service/gallery-context.js';
import { faceSquare } from './face-square.js';
import { limitConcurrency } from './limit-concurrency.js';
import type { EncodedPicture, Pictures } from './pictures.js';
import { readPhoto } from './read-photo.js';

export interface SharpPicturesOptions {
  readonly store: Store;
  readonly decoder: Decoder;
  readonly roots: () => readonly string[];
  /** Where encoded pictures are kept; made when missing. */
  readonly cacheDir: string;
}

const atOnce = 2;
const longestDecode = 4096;
const quality = 80;

/** Cuts and shrinks with sharp from what the library's own decoder gives, so that a HEIC is shown as it was analysed. */
export function sharpPictures(options: SharpPicturesOptions): Pictures {
  const { store, cacheDir } = options;
  const limit = limitConcurrency(atOnce);
  const making = new Map<string, Promise<Uint8Array>>();
  const asked = new Set<Promise<EncodedPicture>>();

  async function cached(key: string, make: () => Promise<Uint8Array>): Promise<EncodedPicture> {
    const path = join(cacheDir, `${key}.webp`);
    const kept = await readFile(path).catch(() => null);
    if (kept !== null) return { bytes: kept, type: 'image/webp' };
    const due = making.get(key) ?? limit(make).then((bytes) => keep(path, bytes));
    making.set(key, due);
    try {
      return { bytes: await due, type: 'image/webp' };
    } finally {
      making.delete(key);
    }
  }

  async function ofFace(id: FaceId, side: number): Promise<EncodedPicture> {
    const face = await store.face(id);
    const photo = face && (await store.photo(face.photo));
    if (face === null || photo === null) throw new NotFound(`There is no face ${id}.`);
    return cached(`face-${id}-${digest(face.box)}-${side}`, () => cutFace(options, photo, face.box, side));
  }

  async function ofPhoto(id: PhotoId, side: number): Promise<EncodedPicture> {
    const photo = await knownPhoto(store, id);
    return cached(`photo-${id.slice(0, 32)}-${side}`, async () => {
      const { width, height, data } = await decodePhoto(options, photo, side);
      return sharp(data, { raw: { width, height, channels: 3 } })
        .webp({ quality })
        .toBuffer();
    });
  }

  function noted(picture: Promise<EncodedPicture>): Promise<EncodedPicture> {
    asked.add(picture);
    return picture.finally(() => asked.delete(picture));
  }

  return {
    face: (id, side) => noted(ofFace(id, side)),
    photo: (id, side) => noted(ofPhoto(id, side)),
    clear: async () => {
      // A picture that somebody waits for would be written after the others are gone.
      while (asked.size > 0) await Promise.allSettled(asked);
      await rm(cacheDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function keep(path: string, bytes: Uint8Array): Promise<Uint8Array> {
  await mkdir(join(path, '..'), { recursive: true });
  const part = `${path}.${process.pid}.part`;
  await writeFile(part, bytes);
  await rename(part, path);
  return bytes;
}

function digest(box: Box): string {
  return createHash('sha256').update(JSON.stringify(box)).digest('hex').slice(0, 8);
}

async function knownPhoto(store: Store, id: PhotoId): Promise<StoredPhoto> {
  const photo = await store.photo(id);
  if (photo === null) throw new NotFound(`There is no photo ${id}.`);
  return photo;
}

async function decodePhoto(options: SharpPicturesOptions, photo: StoredPhoto, side: number): Promise<Raster> {
  const roots = options.roots();
  const [first] = photo.files;
  if (first === undefined) throw new NotFound('The file of this photo is gone.');
  // A library that comes from another device names files of its folders too.
  const file = photo.files.find((f) => roots.includes(f.root)) ?? first;
  const bytes = await readPhoto(file, roots);
  const outcome = await options.decoder.decode(bytes, Math.min(longestDecode, side));
  if (!outcome.ok) throw new Refused(`${file.path} cannot be shown: ${outcome.reason}`);
  return outcome.photo.pixels;
}

async function cutFace(
  options: SharpPicturesOptions,
  photo: StoredPhoto,
  face: Box,
  side: number,
): Promise<Uint8Array> {
  const full = photo.facts ?? { width: 1, height: 1 };
  const square = faceSquare(face, full.width, full.height);
  const longest = Math.max(full.width, full.height);
  const pixels = await decodePhoto(options, photo, Math.ceil(longest * Math.min(1, side / square.width)));
  const scale = pixels.width / full.width;
  const cut = faceSquare(
    { x: face.x * scale, y: face.y * scale, width: face.width * scale, height: face.height * scale },
    pixels.width,
    pixels.height,
  );
  return sharp(pixels.data, { raw: { width: pixels.width, height: pixels.height, channels: 3 } })
    .extract({ left: cut.x, top: cut.y, width: cut.width, height: cut.height })
    .resize(Math.min(side, Math.max(cut.width, 64)))
    .webp({ quality })
    .toBuffer();
}
