import { seededRandom } from '@kith/core/evaluate';
import { dot } from '../calibrate/impostor-tail.js';
import type { FaceSet } from '../faces/face-set.js';

/** Pairs at most; beyond, faces are drawn (seeded). */
const mostFaces = 3000;

/** Cosines of all pairs of labelled faces, of one person and of two. O(faces²) up to a sample of 3,000 faces. */
export function pairScores(set: FaceSet): {
  readonly genuine: Float64Array;
  readonly impostor: Float64Array;
} {
  const genuine: number[] = [];
  const impostor: number[] = [];
  const at = drawn([...set.faces.keys()].filter((i) => set.faces[i]!.person !== null));
  for (let x = 0; x < at.length; x++) {
    for (let y = 0; y < x; y++) {
      const [i, j] = [at[x]!, at[y]!];
      const cosine = dot(set.vectors, i * set.dimension, j * set.dimension, set.dimension);
      (set.faces[i]!.person === set.faces[j]!.person ? genuine : impostor).push(cosine);
    }
  }
  return { genuine: Float64Array.from(genuine), impostor: Float64Array.from(impostor) };
}

function drawn(from: readonly number[]): readonly number[] {
  const random = seededRandom(1);
  return from.length <= mostFaces ? from : from.filter(() => random.uniform() < mostFaces / from.length);
}
