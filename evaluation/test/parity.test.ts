import { readFileSync } from 'node:fs';
import { align } from '@kith/core/crops';
import type { FivePoints } from '@kith/core/faces';
import { boxIou, point } from '@kith/core/geometry';
import type { AnalysedPhoto } from '@kith/core/pipeline';
import type { DecodedPhoto } from '@kith/core/ports';
import { resize } from '@kith/core/raster';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  analyseInBatches,
  decodeFixtures,
  loadReference,
  noReferenceWeights,
  root,
} from './analyse-fixtures.js';

const packs = ['reference-yunet-mbf', 'reference-scrfd-500m-edgeface-xs'];

interface GoldenFace {
  readonly score: number;
  readonly box: readonly [number, number, number, number];
  readonly points: readonly (readonly [number, number])[];
  readonly matrix: readonly [number, number, number, number];
  readonly crop: readonly number[];
  readonly vector: readonly number[];
}
interface GoldenPhoto {
  readonly photo: string;
  readonly size: readonly [number, number];
  readonly thumbnail: readonly number[];
  readonly faces: readonly GoldenFace[];
}

const golden = (pack: string): readonly GoldenPhoto[] =>
  JSON.parse(readFileSync(new URL(`fixtures/golden/${pack}.golden.json`, root), 'utf8')).photos;

const meanDifference = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, v, i) => sum + Math.abs(v - b[i]!), 0) / a.length;

/** The reference keeps every fourth pixel, from the third on. */
function everyFourth(crop: { readonly data: ArrayLike<number> }): number[] {
  const kept: number[] = [];
  for (let y = 2; y < 112; y += 4)
    for (let x = 2; x < 112; x += 4) for (let c = 0; c < 3; c++) kept.push(crop.data[(y * 112 + x) * 3 + c]!);
  return kept;
}

const photos = new Map<string, DecodedPhoto>();

beforeAll(async () => {
  const names = golden(packs[0]!).map(({ photo }) => photo);
  for (const [at, photo] of (await decodeFixtures(names, 4000)).entries()) photos.set(names[at]!, photo);
}, 60_000);

test.each(golden(packs[0]!))('decodes $photo as Pillow does', ({ photo, size, thumbnail }) => {
  const { pixels, facts } = photos.get(photo)!;
  expect([facts.width, facts.height, pixels.width, pixels.height]).toEqual([...size, ...size]);
  expect(meanDifference(resize(pixels, 8, 8).data, thumbnail)).toBeLessThan(1);
});

describe.each(packs)('against NumPy and OpenCV, %s', (name) => {
  const faces = golden(name).flatMap(({ photo, faces }) => faces.map((face, i) => ({ photo, face, i })));

  test.each(faces)(
    'aligns face $i of $photo within 1e-4, the crop within 1 grey level',
    ({ photo, face }) => {
      const points = face.points.map(([x, y]) => point<'photo'>(x, y)) as unknown as FivePoints;
      const { pixels, toCrop } = align(photos.get(photo)!.pixels, points);
      const [a, b, tx, ty] = face.matrix;
      // The golden points are rounded to 1/1000 of a pixel: the offsets may show a tenth of that.
      expect(Math.abs(toCrop.a - a)).toBeLessThan(1e-4);
      expect(Math.abs(toCrop.b - b)).toBeLessThan(1e-4);
      expect(Math.abs(toCrop.tx - tx)).toBeLessThan(1e-2);
      expect(Math.abs(toCrop.ty - ty)).toBeLessThan(1e-2);
      expect(meanDifference(everyFourth(pixels), face.crop)).toBeLessThan(1);
    },
  );
});

describe.skipIf(noReferenceWeights)('with the reference weights (skipped where ../shared is absent)', () => {
  const looks = { detectSide: 640, closeUpSide: null, turnSide: null, crowdSide: null, minFaceSide: 0 };

  test.each(packs)(
    '%s: the same detections, and vectors within cosine 0.999',
    async (name) => {
      const pack = await loadReference(name);
      const shown = golden(name).map(({ photo }) => photos.get(photo)!);
      const found = await analyseInBatches(shown, pack, shown.length, looks);
      for (const [i, { photo, faces }] of golden(name).entries()) {
        expect(found[i]!.faces.length, photo).toBe(faces.length);
        for (const [k, { face, vector }] of found[i]!.faces.entries())
          compare(photo, face, vector.values, faces[k]!);
      }
      await pack.close();
    },
    60_000,
  );

  function compare(
    photo: string,
    face: AnalysedPhoto['faces'][number]['face'],
    vector: Float32Array,
    expected: GoldenFace,
  ) {
    const [x, y, width, height] = expected.box;
    expect(boxIou(face.box, { x, y, width, height }), photo).toBeGreaterThan(0.98);
    expect(face.score, photo).toBeCloseTo(expected.score, 2);
    for (const [p, [ex, ey]] of face.points.map((p, i) => [p, expected.points[i]!] as const)) {
      expect(Math.hypot(p.x - ex, p.y - ey), photo).toBeLessThan(0.02 * Math.max(width, height));
    }
    const cosine = vector.reduce((sum, v, i) => sum + v * expected.vector[i]!, 0);
    expect(cosine, photo).toBeGreaterThan(0.999);
  }
});
