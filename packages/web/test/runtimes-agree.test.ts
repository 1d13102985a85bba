import { readdirSync, readFileSync } from 'node:fs';
import { type AnalysedPhoto, analyseBatch, defaultAnalyseOptions, loadPack } from '@kith/core/pipeline';
import type { DecodedPhoto, Inference } from '@kith/core/ports';
import { createNodeDecoder, createNodeInference, nodeClock, readPackFolder, sha256 } from '@kith/node';
import { createRecordingTelemetry } from '@kith/testkit';
import { expect, test } from 'vitest';
import { createWebInference } from '../src/inference/create-web-inference.js';

const root = new URL('../../../', import.meta.url).pathname;
const names = readdirSync(`${root}fixtures/photos`)
  .filter((name) => /portrait|together|turned-exif/.test(name))
  .sort();

/**
 * ONNX Runtime's builds differ in the last bits of a float. Boxes, points and crops must be the same to the bit for all
 * that, or an int8 embedder makes much of it. The pack that ships; WASM runs in Node as it does in a browser.
 */
test('ONNX Runtime for Node and its WASM build find the same faces, cut the same crops and give the same vectors', async () => {
  const photos = await decoded();
  const native = await analysed(photos, createNodeInference(), 'cpu');
  const wasm = await analysed(photos, await createWebInference({ available: ['wasm'] }), 'wasm');
  const faces = native.flatMap((photo) => photo.faces);
  const others = wasm.flatMap((photo) => photo.faces);
  expect(faces.length).toBeGreaterThanOrEqual(names.length);
  expect(others.map((f) => [f.face.id, f.face.box])).toEqual(faces.map((f) => [f.face.id, f.face.box]));
  const apart: string[] = [];
  for (const [i, { crop, vector, face }] of faces.entries()) {
    expect(Buffer.from(others[i]!.crop.data).equals(Buffer.from(crop.data)), face.id).toBe(true);
    const cosine = vector.values.reduce((sum, v, k) => sum + v * others[i]!.vector.values[k]!, 0);
    expect(cosine, face.id).toBeGreaterThan(0.9995);
    if (cosine <= 0.9999) apart.push(`${face.id} ${cosine}`);
  }
  // A value that lies between two int8 steps may fall to either side.
  expect(apart.length, apart.join()).toBeLessThanOrEqual(1);
}, 120_000);

async function decoded(): Promise<DecodedPhoto[]> {
  const decoder = createNodeDecoder({ processes: 1 });
  const photos: DecodedPhoto[] = [];
  for (const name of names) {
    const bytes = readFileSync(`${root}fixtures/photos/${name}`);
    const outcome = await decoder.decode(bytes, defaultAnalyseOptions.decodeSide);
    if (!outcome.ok) throw new Error(`${name}: ${outcome.reason}`);
    photos.push(outcome.photo);
  }
  await decoder.close();
  return photos;
}

async function analysed(
  photos: readonly DecodedPhoto[],
  inference: Inference,
  backend: 'cpu' | 'wasm',
): Promise<AnalysedPhoto[]> {
  const folder = await readPackFolder(`${root}models`);
  const pack = await loadPack({ ...folder, sha256, inference, backend });
  const found = await analyseBatch({
    photos: photos.map((photo, i) => ({
      id: `${i}`.padStart(64, '0') as AnalysedPhoto['id'],
      decoded: photo,
      known: [],
      drawn: [],
    })),
    pack,
    options: defaultAnalyseOptions,
    telemetry: createRecordingTelemetry(),
    clock: nodeClock,
  });
  await pack.close();
  return found;
}
