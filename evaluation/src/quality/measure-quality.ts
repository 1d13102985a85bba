// Features and worth of faces, for fitting core's quality weights (fit_quality.py beside the reference script).
// Usage: node measure-quality.js <folder with photos/ and labels.csv> <pack manifest> <weights folder> <out.csv>
// The subject of a photo is its largest face. Each photo is also seen smaller, so that poor faces are not rare.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { arcFaceTemplate, templatePoints } from '@kith/core/crops';
import { poseOf, qualityFeatures } from '@kith/core/faces';
import { fitSimilarity, scaleOf } from '@kith/core/geometry';
import { type AnalysedFace, analyseBatch, defaultAnalyseOptions, loadPack } from '@kith/core/pipeline';
import type { DecodedPhoto } from '@kith/core/ports';
import { laplacianVariance, resize } from '@kith/core/raster';
import { createNodeDecoder, createNodeInference, nodeClock, readPackFolder, sha256 } from '@kith/node';

const [folder, manifest, weights, out] = process.argv.slice(2) as [string, string, string, string];
const seenAt = [1, 0.4, 0.2, 0.1];
const telemetry = { stage() {}, count() {}, gauge() {} };

const pack = await loadPack({
  ...(await readPackFolder(manifest, { weights })),
  sha256,
  inference: createNodeInference(),
  backend: 'cpu',
});
const decoder = createNodeDecoder({ processes: 1 });
const rows = ['photo,person,seen,scale,sharpness,yaw,pitch,score,vector'];
const labels = readFileSync(join(folder, 'labels.csv'), 'utf8').trim().split('\n').slice(1);
for (const line of labels) {
  const [photo, person] = line.split(',') as [string, string];
  const outcome = await decoder.decode(readFileSync(join(folder, 'photos', photo)), 1600);
  if (!outcome.ok) {
    console.error(photo, outcome.reason);
    continue;
  }
  for (const share of seenAt) {
    const face = await subject(shrunk(outcome.photo, share));
    if (face) rows.push([photo, person, share, ...features(face), vectorText(face)].join(','));
  }
}
writeFileSync(out, `${rows.join('\n')}\n`);
await decoder.close();
await pack.close();

function shrunk(photo: DecodedPhoto, share: number): DecodedPhoto {
  const { width, height } = photo.pixels;
  const pixels = resize(
    photo.pixels,
    Math.max(Math.round(width * share), 1),
    Math.max(Math.round(height * share), 1),
  );
  return { facts: { ...photo.facts, width: pixels.width, height: pixels.height }, pixels };
}

async function subject(decoded: DecodedPhoto): Promise<AnalysedFace | null> {
  const photos = [{ id: '0'.repeat(64) as never, decoded, known: [], drawn: [] }];
  const options = { ...defaultAnalyseOptions, turnSide: null };
  const [found] = await analyseBatch({ photos, pack, options, telemetry, clock: nodeClock });
  const area = ({ face }: AnalysedFace) => face.box.width * face.box.height;
  return found!.faces.reduce<AnalysedFace | null>(
    (most, f) => (!most || area(f) > area(most) ? f : most),
    null,
  );
}

function features({ face, crop }: AnalysedFace): string[] {
  const scale = 1 / scaleOf(fitSimilarity(face.points, templatePoints(arcFaceTemplate)));
  const sharpness = laplacianVariance(crop);
  return qualityFeatures({ scale, sharpness, pose: poseOf(face.points), score: face.score }).map((v) =>
    v.toFixed(4),
  );
}

function vectorText({ vector }: AnalysedFace): string {
  return Array.from(vector.values, (v) => v.toFixed(4)).join(' ');
}
