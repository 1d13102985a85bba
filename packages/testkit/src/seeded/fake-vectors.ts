import type { FaceVector, ModelKey } from '@kith/core/vectors';
import { createRandom, type Random } from './random.js';

export interface FakeVectorsOptions {
  readonly seed: number;
  readonly people: number;
  readonly perPerson: number;
  /** Default 128. */
  readonly dimension?: number;
  /** Expected cosine of two faces of one person, 0..1; default 0.6. Of two people it is about 0. */
  readonly cosine?: number;
  readonly model?: ModelKey;
}

export const fakeModelKey = 'fake/0123456789abcdef/1' as ModelKey;

/** Unit vectors of invented people: a random centre each, with isotropic noise of the length the cosine asks for. */
export function fakeVectors(options: FakeVectorsOptions): readonly { person: number; vector: FaceVector }[] {
  const { seed, people, perPerson, dimension = 128, cosine = 0.6, model = fakeModelKey } = options;
  const random = createRandom(seed);
  // v = c + n with |c| = 1 and |n|² ≈ s²: the cosine of two such is about 1 / (1 + s²).
  const noise = Math.sqrt((1 / cosine - 1) / dimension);
  return Array.from({ length: people }, (_, person) => {
    const centre = unit(Float32Array.from({ length: dimension }, () => random.normal()));
    return Array.from({ length: perPerson }, () => ({
      person,
      vector: { model, values: near(centre, noise, random) },
    }));
  }).flat();
}

function near(centre: Float32Array, noise: number, random: Random): Float32Array {
  return unit(centre.map((c) => c + noise * random.normal()));
}

function unit(values: Float32Array): Float32Array {
  const length = Math.hypot(...values);
  return values.map((v) => v / length);
}
