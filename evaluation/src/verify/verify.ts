import { join } from 'node:path';
import {
  type FoldAccuracy,
  lfwAccuracy,
  type RocPoint,
  roc,
  type TarAtFar,
  tarAtFar,
} from '@kith/core/evaluate';
import type { Analyser } from '../pipeline/analyser.js';
import type { CachedFace, CachedPicture } from '../pipeline/vector-cache.js';
import { type PicturePair, readPairs } from './read-pairs.js';

export interface Verification {
  readonly pack: string;
  readonly pairs: number;
  /** Pictures without a face: their pairs have cosine 0. */
  readonly picturesWithoutFace: number;
  readonly accuracy: FoldAccuracy;
  readonly tarAtFar: readonly TarAtFar[];
  readonly roc: readonly RocPoint[];
}

/**
 * The LFW protocol through the whole pipeline: photo, detector, alignment, embedder, cosine. The subject of a picture
 * is the face whose centre is nearest to the picture's.
 */
export async function verify(pairsFile: string, images: string, analyser: Analyser): Promise<Verification> {
  const pairs = await readPairs(pairsFile);
  const faces = new Map<string, CachedFace | null>();
  for (const { a, b } of pairs) {
    for (const name of [a, b]) {
      if (!faces.has(name)) faces.set(name, centralFace(await analyser.analyse(join(images, name))));
    }
  }
  const scored = pairs.map((pair) => ({ ...pair, score: score(pair, faces) }));
  const genuine = Float64Array.from(scored.filter((p) => p.same).map((p) => p.score));
  const impostor = Float64Array.from(scored.filter((p) => !p.same).map((p) => p.score));
  return {
    pack: analyser.pack.key,
    pairs: pairs.length,
    picturesWithoutFace: [...faces.values()].filter((f) => f === null).length,
    accuracy: lfwAccuracy(scored),
    tarAtFar: tarAtFar(genuine, impostor, [1e-2, 1e-3]),
    roc: roc(genuine, impostor),
  };
}

function score({ a, b }: PicturePair, faces: ReadonlyMap<string, CachedFace | null>): number {
  const [x, y] = [faces.get(a), faces.get(b)];
  return x && y ? x.vector.reduce((sum, v, k) => sum + v * y.vector[k]!, 0) : 0;
}

function centralFace({ faces, width, height }: CachedPicture): CachedFace | null {
  const distance = ({ box }: CachedFace): number =>
    Math.hypot(box.x + box.width / 2 - width / 2, box.y + box.height / 2 - height / 2);
  return faces.reduce<CachedFace | null>(
    (best, f) => (best && distance(best) <= distance(f) ? best : f),
    null,
  );
}
