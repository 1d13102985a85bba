import { faceQuality, poseOf, type Score } from '../faces/index.js';
import type { CancelSignal } from '../ports/index.js';
import { flip, laplacianVariance, type Raster } from '../raster/index.js';
import { type FaceVector, unitVector } from '../vectors/index.js';
import type { AlignedFace } from './align-faces.js';
import type { LoadedPack } from './loaded-pack.js';
import { runInChunks } from './run-in-chunks.js';

export interface EmbeddedFace extends AlignedFace {
  readonly vector: FaceVector;
  readonly quality: Score;
}

/**
 * Embeds all faces of the batch, across photos. With `flip`, a vector is the direction of the sum of the crop's and
 * its mirror image's vectors. Quality is the embedder's own output, else the pack's model, else the calibrated guess.
 * Throws on vectors no healthy model gives (NaN, zero, constant) or of another dimension than the manifest's.
 */
export async function embedFaces(
  faces: readonly AlignedFace[],
  pack: LoadedPack,
  mirrored: boolean,
  signal?: CancelSignal,
): Promise<EmbeddedFace[]> {
  const crops = faces.map((face) => face.crop);
  const plain = await embed(crops, pack, signal);
  const flipped = mirrored ? await embed(crops.map(flip), pack, signal) : null;
  const qualities = await modelQualities(crops, pack, signal);
  return faces.map((face, i) => {
    const [vector, quality] = plain[i]!;
    const sum = flipped ? add(unitVector(vector!), unitVector(flipped[i]![0]!)) : vector!;
    return {
      ...face,
      vector: { model: pack.key, values: unitVector(sum) },
      quality: asScore(quality?.[0] ?? qualities?.[i]) ?? guessed(face),
    };
  });
}

async function embed(crops: readonly Raster[], pack: LoadedPack, signal: CancelSignal | undefined) {
  const { entry, session } = pack.embedder;
  const outputs = entry.quality === undefined ? [entry.output] : [entry.output, entry.quality];
  const run = { session, input: entry.input, outputs, scratch: pack.scratch, use: 'embedder', signal };
  const rows = await runInChunks(run, crops);
  for (const [vector] of rows) {
    if (vector!.length !== entry.dimension) {
      throw new Error(
        `the embedder gives ${vector!.length} values a face; the manifest says ${entry.dimension}`,
      );
    }
  }
  return rows;
}

async function modelQualities(crops: readonly Raster[], pack: LoadedPack, signal: CancelSignal | undefined) {
  if (!pack.quality) return null;
  const { entry, session } = pack.quality;
  const { input, output } = entry;
  const run = { session, input, outputs: [output], scratch: pack.scratch, use: 'quality', signal };
  return (await runInChunks(run, crops)).map(([value]) => value![0]!);
}

function asScore(value: number | undefined): Score | undefined {
  return value === undefined ? undefined : (Math.min(Math.max(value, 0), 1) as Score);
}

function guessed({ crop, scale, detection }: AlignedFace): Score {
  const sharpness = laplacianVariance(crop);
  return faceQuality({ scale, sharpness, pose: poseOf(detection.points), score: detection.score });
}

function add(a: Float32Array, b: Float32Array): Float32Array {
  return a.map((value, i) => value + b[i]!);
}
