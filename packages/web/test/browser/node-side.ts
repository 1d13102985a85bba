import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { boxIou } from '@kith/core/geometry';
import { type AnalysedPhoto, analyseBatch, defaultAnalyseOptions, loadPack } from '@kith/core/pipeline';
import { createNodeDecoder, createNodeInference, nodeClock, readPackFolder, sha256 } from '@kith/node';
import { createRecordingTelemetry } from '@kith/testkit';
import type { FoundFace } from './harness-worker.js';

const root = new URL('../../../../', import.meta.url).pathname;

export type ComparedFace = Pick<FoundFace, 'path' | 'box' | 'vector' | 'score'>;

/** The same photos through Kith for Node, in batches of eight, with the reference pack. */
export async function analyseInNode(paths: readonly string[]): Promise<readonly ComparedFace[]> {
  const manifest = `${root}evaluation/packs/reference-yunet-mbf.json`;
  const folder = await readPackFolder(manifest, { weights: `${root}../shared/models` });
  const pack = await loadPack({ ...folder, sha256, inference: createNodeInference(), backend: 'cpu' });
  const decoder = createNodeDecoder({ processes: 1 });
  const telemetry = createRecordingTelemetry();
  const faces: ComparedFace[] = [];
  for (let i = 0; i < paths.length; i += 8) {
    const photos = [];
    for (const [k, path] of paths.slice(i, i + 8).entries()) {
      const outcome = await decoder.decode(readFileSync(path), defaultAnalyseOptions.decodeSide);
      if (!outcome.ok) throw new Error(`${path}: ${outcome.reason}`);
      photos.push({
        id: `${i + k}`.padStart(64, '0') as AnalysedPhoto['id'],
        decoded: outcome.photo,
        known: [],
        drawn: [],
      });
    }
    const found = await analyseBatch({
      photos,
      pack,
      options: defaultAnalyseOptions,
      telemetry,
      clock: nodeClock,
    });
    for (const [k, photo] of found.entries())
      for (const { face, vector } of photo.faces)
        faces.push({
          path: basename(paths[i + k]!),
          box: face.box,
          score: face.score,
          vector: Array.from(vector.values),
        });
  }
  await decoder.close();
  await pack.close();
  return faces;
}

/** Faces of one side without their like (IoU ≥ 0.9, cosine ≥ 0.995) on the other. */
export function compareFaces(node: readonly ComparedFace[], browser: readonly ComparedFace[]) {
  const unlike = (a: readonly ComparedFace[], b: readonly ComparedFace[]) =>
    a
      .filter((face) => !b.some((other) => alike(face, other)))
      .map((face) => `${face.path} ${face.score.toFixed(3)}`);
  return { missing: unlike(node, browser), extra: unlike(browser, node) };
}

function alike(a: ComparedFace, b: ComparedFace): boolean {
  if (a.path !== b.path || boxIou(a.box, b.box) < 0.9) return false;
  return a.vector.reduce((sum, v, i) => sum + v * b.vector[i]!, 0) >= 0.995;
}
