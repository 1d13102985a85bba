import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaceId } from '@kith/core/faces';
import type { PhotoId } from '@kith/core/photo';
import type { Decoder, Store, StoredFace, StoredPhoto } from '@kith/core/ports';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faceSquare } from '../src/server/face-square.js';
import type { Pictures } from '../src/server/pictures.js';
import { sharpPictures } from '../src/server/sharp-pictures.js';

/** A decoder made of sharp alone, with the port's promise that a bad file is an outcome. */
const decoder: Decoder = {
  extensions: new Set(['jpg']),
  decode: async (bytes, maxSide) => {
    try {
      const { data, info } = await sharp(bytes, { failOn: 'truncated' })
        .resize(maxSide, maxSide, { fit: 'inside', withoutEnlargement: true })
        .removeAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true });
      const facts = { width: info.width, height: info.height, takenAt: null, gps: null };
      return { ok: true, photo: { facts, pixels: { width: info.width, height: info.height, data } } };
    } catch (error) {
      return { ok: false, reason: (error as Error).message, kind: 'permanent' };
    }
  },
  close: async () => undefined,
};

const id = (n: number) => String(n).repeat(64) as PhotoId;
let dir: string;
let pictures: Pictures;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kith-pictures-'));
  const red = { create: { width: 800, height: 600, channels: 3 as const, background: '#208040' } };
  const face = await sharp({ create: { width: 100, height: 100, channels: 3, background: '#f00000' } })
    .png()
    .toBuffer();
  const jpeg = await sharp(red)
    .composite([{ input: face, left: 500, top: 200 }])
    .jpeg({ quality: 95 })
    .toBuffer();
  await writeFile(join(dir, '1.jpg'), jpeg);
  await writeFile(join(dir, '2.jpg'), jpeg.subarray(0, 600));
  await writeFile(join(dir, '3.jpg'), '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>');
  await writeFile(join(dir, '4.jpg'), '');
  const photo = (n: PhotoId): StoredPhoto => ({
    id: n,
    state: { state: 'indexed' },
    facts: { width: 800, height: 600, takenAt: null, gps: null },
    model: null,
    files: [{ root: dir, path: `${n[0]}.jpg`, bytes: 1, modifiedAt: 1 }],
  });
  const store = {
    photo: async (n: PhotoId) => (Number(n[0]) <= 4 ? photo(n) : null),
    face: async (f: FaceId) =>
      f.startsWith('1')
        ? ({ id: f, photo: id(1), box: { x: 500, y: 200, width: 100, height: 100 } } as StoredFace)
        : null,
  } as unknown as Store;
  pictures = sharpPictures({ store, decoder, roots: () => [dir], cacheDir: join(dir, 'cache') });
});
afterAll(() => rm(dir, { recursive: true }));

describe('pictures', () => {
  it('cuts the face, in its middle, and keeps it', async () => {
    const { bytes, type } = await pictures.face(`${'1'.repeat(16)}.0` as FaceId, 96);
    expect(type).toBe('image/webp');
    const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
    expect(info.width).toBe(96);
    const at = (x: number, y: number) => [
      ...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3),
    ];
    expect(at(48, 48)[0]).toBeGreaterThan(200);
    expect(at(2, 2)[1]).toBeGreaterThan(90);
    expect(await readdir(join(dir, 'cache'))).toHaveLength(1);
  });

  it('shrinks a photo', async () => {
    const { bytes } = await pictures.photo(id(1), 320);
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 320, height: 240 });
  });

  it.each([2, 3, 4])('says why a malformed photo (%i) cannot be shown', async (n) => {
    await expect(pictures.photo(id(n), 320)).rejects.toThrow(/cannot be shown: ./);
  });

  it('knows no photo and no face that the library does not', async () => {
    await expect(pictures.photo(id(9), 320)).rejects.toThrow(/no photo/);
    await expect(pictures.face(`${'9'.repeat(16)}.0` as FaceId, 96)).rejects.toThrow(/no face/);
  });

  it('forgets everything when told', async () => {
    await pictures.clear();
    await expect(readdir(join(dir, 'cache'))).rejects.toThrow();
  });

  it('keeps the square of a face at the edge inside the photo', () => {
    expect(faceSquare({ x: -10, y: -20, width: 100, height: 100 }, 800, 600)).toEqual({
      x: 0,
      y: 0,
      width: 170,
      height: 170,
    });
    expect(faceSquare({ x: 0, y: 0, width: 900, height: 900 }, 800, 600)).toMatchObject({
      width: 600,
      height: 600,
    });
  });

  it('leaves none behind when they are cleared while some are being made', async () => {
    const sides = [40, 48, 56, 64, 72, 80];
    for (const wait of [0, 5]) {
      const made = Promise.allSettled(sides.map((side) => pictures.photo(id(1), side)));
      await new Promise((resolve) => (wait === 0 ? resolve(null) : setTimeout(resolve, wait)));
      await pictures.clear();
      await made;
      expect(await readdir(dir)).not.toContain('cache');
    }
  });
});
