import { existsSync, readFileSync } from 'node:fs';
import { align } from '@kith/core/crops';
import type { FivePoints } from '@kith/core/faces';
import { boxIou, point } from '@kith/core/geometry';
import {
  type AnalysedPhoto,
  analyseBatch,
  defaultAnalyseOptions,
  type LoadedPack,
  loadPack,
} from '@kith/core/pipeline';
import type { DecodedPhoto } from '@kith/core/ports';
import { resize } from '@kith/core/raster';
import { createNodeDecoder, createNodeInference, nodeClock, readPackFolder, sha256 } from '@kith/node';
import { createRecordingTelemetry } from '@kith/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const weights = new URL('../shared/models/', root).pathname;
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

const decoder = createNodeDecoder({ processes: 1 });
const photos = new Map<string, DecodedPhoto>();

beforeAll(async () => {
  for (const { photo } of golden(packs[0]!)) {
    const outcome = await decoder.decode(readFileSync(new URL(`fixtures/photos/${photo}`, root)), 4000);
    if (!outcome.ok) throw new Error(`${photo}: ${outcome.reason}`);
    photos.set(photo, outcome.photo);
  }
}, 60_000);
afterAll(() => decoder.close());

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

const missing = !existsSync(weights);
if (missing && process.env['CI'] === 'true') throw new Error(`no reference weights at ${weights}`);

describe.skipIf(missing)('with the reference weights (skipped where ../shared is absent)', () => {
  const looks = { detectSide: 640, closeUpSide: null, turnSide: null, crowdSide: null, minFaceSide: 0 };

  test.each(packs)(
    '%s: the same detections, and vectors within cosine 0.999',
    async (name) => {
      const pack = await load(name);
      const found = await analyse(pack, golden(name));
      for (const [i, { photo, faces }] of golden(name).entries()) {
        expect(found[i]!.faces.length, photo).toBe(faces.length);
        for (const [k, { face, vector }] of found[i]!.faces.entries())
          compare(photo, face, vector.values, faces[k]!);
      }
      await pack.close();
    },
    60_000,
  );

  async function load(name: string): Promise<LoadedPack> {
    const manifest = new URL(`evaluation/packs/${name}.json`, root).pathname;
    const folder = await readPackFolder(manifest, { weights });
    return loadPack({ ...folder, sha256, inference: createNodeInference(), backend: 'cpu' });
  }

  async function analyse(pack: LoadedPack, list: readonly GoldenPhoto[]): Promise<AnalysedPhoto[]> {
    const options = { ...defaultAnalyseOptions, ...looks };
    const batch = list.map(({ photo }, i) => ({
      id: `${i}`.padStart(64, '0') as AnalysedPhoto['id'],
      decoded: photos.get(photo)!,
      known: [],
      drawn: [],
    }));
    return analyseBatch({
      photos: batch,
      pack,
      options,
      telemetry: createRecordingTelemetry(),
      clock: nodeClock,
    });
  }

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
