import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  analyseInBatches,
  decodeFixtures,
  loadReference,
  noReferenceWeights,
  root,
} from './analyse-fixtures.js';

const cosine = (a: Float32Array, b: Float32Array) => a.reduce((s, v, i) => s + v * b[i]!, 0);

test.skipIf(noReferenceWeights)(
  'a photo gives the same faces alone, in eights and in sixteens (skipped where ../shared is absent)',
  async () => {
    const photos = await decodeFixtures(readdirSync(new URL('fixtures/photos', root)).sort(), 1600);
    const pack = await loadReference('reference-yunet-mbf');
    const alone = await analyseInBatches(photos, pack, 1);
    // Two people, upright, turned and together: every fixture but the empty one.
    expect(alone.filter((photo) => photo.faces.length === 0)).toHaveLength(1);
    for (const size of [8, 16]) {
      for (const [i, { faces }] of (await analyseInBatches(photos, pack, size)).entries()) {
        expect(faces.map((f) => f.face.id)).toEqual(alone[i]!.faces.map((f) => f.face.id));
        for (const [k, { face, vector, crop }] of faces.entries()) {
          const own = alone[i]!.faces[k]!;
          expect(face.score).toBeCloseTo(own.face.score, 4);
          expect(face.box.x).toBeCloseTo(own.face.box.x, 1);
          expect(crop.data.length).toBe(112 * 112 * 3);
          expect(cosine(vector.values, own.vector.values)).toBeGreaterThanOrEqual(0.99999);
        }
      }
    }
    const flipped = await analyseInBatches(photos.slice(0, 3), pack, 16, { flip: true });
    const near = flipped.flatMap(({ faces }, i) =>
      faces.map((f, k) => cosine(f.vector.values, alone[i]!.faces[k]!.vector.values)),
    );
    expect(Math.min(...near)).toBeGreaterThan(0.6);
    expect(Math.max(...near)).toBeLessThan(0.99999);
    await pack.close();
  },
  120_000,
);
