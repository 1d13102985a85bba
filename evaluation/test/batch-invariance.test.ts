import { existsSync, readdirSync, readFileSync } from 'node:fs';
import {
  type AnalysedPhoto,
  analyseBatch,
  defaultAnalyseOptions,
  type LoadedPack,
  loadPack,
} from '@kith/core/pipeline';
import type { DecodedPhoto } from '@kith/core/ports';
import { createNodeDecoder, createNodeInference, nodeClock, readPackFolder, sha256 } from '@kith/node';
import { createRecordingTelemetry } from '@kith/testkit';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const weights = new URL('../shared/models/', root).pathname;
const missing = !existsSync(weights);
if (missing && process.env['CI'] === 'true') throw new Error(`no reference weights at ${weights}`);

async function fixtures(): Promise<DecodedPhoto[]> {
  const decoder = createNodeDecoder({ processes: 1 });
  const photos: DecodedPhoto[] = [];
  for (const name of readdirSync(new URL('fixtures/photos', root)).sort()) {
    const outcome = await decoder.decode(readFileSync(new URL(`fixtures/photos/${name}`, root)), 1600);
    if (!outcome.ok) throw new Error(`${name}: ${outcome.reason}`);
    photos.push(outcome.photo);
  }
  await decoder.close();
  return photos;
}

async function analyse(photos: readonly DecodedPhoto[], pack: LoadedPack, size: number, flip = false) {
  const out: AnalysedPhoto[] = [];
  const telemetry = createRecordingTelemetry();
  for (let i = 0; i < photos.length; i += size) {
    const batch = photos.slice(i, i + size).map((decoded, j) => ({
      id: `${i + j}`.padStart(64, '0') as AnalysedPhoto['id'],
      decoded,
      known: [],
      drawn: [],
    }));
    const options = { ...defaultAnalyseOptions, flip };
    out.push(...(await analyseBatch({ photos: batch, pack, options, telemetry, clock: nodeClock })));
  }
  return out;
}

const cosine = (a: Float32Array, b: Float32Array) => a.reduce((s, v, i) => s + v * b[i]!, 0);

test.skipIf(missing)(
  'a photo gives the same faces alone, in eights and in sixteens (skipped where ../shared is absent)',
  async () => {
    const photos = await fixtures();
    const manifest = new URL('evaluation/packs/reference-yunet-mbf.json', root).pathname;
    const folder = await readPackFolder(manifest, { weights });
    const pack = await loadPack({ ...folder, sha256, inference: createNodeInference(), backend: 'cpu' });
    const alone = await analyse(photos, pack, 1);
    // Two people, upright, turned and together: every fixture but the empty one.
    expect(alone.filter((photo) => photo.faces.length === 0)).toHaveLength(1);
    for (const size of [8, 16]) {
      for (const [i, { faces }] of (await analyse(photos, pack, size)).entries()) {
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
    const flipped = await analyse(photos.slice(0, 3), pack, 16, true);
    const near = flipped.flatMap(({ faces }, i) =>
      faces.map((f, k) => cosine(f.vector.values, alone[i]!.faces[k]!.vector.values)),
    );
    expect(Math.min(...near)).toBeGreaterThan(0.6);
    expect(Math.max(...near)).toBeLessThan(0.99999);
    await pack.close();
  },
  120_000,
);
