import { shrink } from '@kith/core/raster';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { decodeWithSharp, pixelsOf } from '../../src/decode/decode-with-sharp.js';

/** Where libvips is not at hand, in a browser, core shrinks large photos: the result must be the same. */
test.each([
  [1100, 900, 700],
  [1201, 700, 500],
  [1800, 1333, 500],
  [900, 1900, 500],
  [2003, 1300, 450],
  [1401, 2207, 301],
  [3001, 1999, 333],
])('%i×%i shrunk to %i: the bytes of libvips', async (width, height, maxSide) => {
  const { ours, theirs } = await both(width, height, maxSide);
  expect([ours.width, ours.height]).toEqual([theirs.width, theirs.height]);
  expect(Buffer.from(ours.data).equals(Buffer.from(theirs.data))).toBe(true);
});

test.each([1, 3, 6])(
  'a JPEG nearly nine times as large, stored with orientation %i: of its pixels the same bytes',
  async (orientation) => {
    const [width, height] = [1700, 2300];
    const raw = { width, height, channels: 4 } as const;
    const jpeg = await sharp(invented(width, height), { raw })
      .jpeg({ quality: 90 })
      .withMetadata({ orientation })
      .toBuffer();
    const { pixels } = await decodeWithSharp(jpeg, 'jpeg', 260);
    const { data, info } = await sharp(jpeg)
      .autoOrient()
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const rows = (first: number, count: number) =>
      data.subarray(first * info.width * 4, (first + count) * info.width * 4);
    const ours = shrink({ width: info.width, height: info.height, rows }, 260);
    expect([ours.width, ours.height]).toEqual([pixels.width, pixels.height]);
    expect(Buffer.from(ours.data).equals(Buffer.from(pixels.data))).toBe(true);
  },
);

async function both(width: number, height: number, maxSide: number) {
  const rgba = invented(width, height);
  const raw = { width, height, channels: 4 } as const;
  const theirs = await pixelsOf(sharp(rgba, { raw }).removeAlpha(), { hasAlpha: false }, maxSide);
  const rows = (first: number, count: number) =>
    rgba.subarray(first * width * 4, (first + count) * width * 4);
  return { ours: shrink({ width, height, rows }, maxSide), theirs };
}

/** Waves of many lengths and some noise, so that every frequency and every edge shows. */
function invented(width: number, height: number): Uint8Array {
  const data = new Uint8Array(width * height * 4);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i += 4) {
      const noise = (Math.imul(i + 1, 2654435761) >>> 24) % 40;
      data[i] = 128 + 90 * Math.sin((x * x) / 900) + noise / 2;
      data[i + 1] = 128 + 90 * Math.sin((y * y) / 700 + x / 50) + noise / 2;
      data[i + 2] = (x >> 4) % 2 === (y >> 4) % 2 ? 30 + noise : 220 - noise;
      data[i + 3] = 255;
    }
  return data;
}
