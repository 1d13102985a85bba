import type { FaceId, FivePoints, Score } from '@kith/core/faces';
import { type PhotoPoint, point } from '@kith/core/geometry';
import type { PersonId } from '@kith/core/people';
import type { PhotoId } from '@kith/core/photo';
import type { StoredFace } from '@kith/core/ports';
import { fakeModelKey } from './fake-vectors.js';
import type { Random } from './random.js';

/** A photo id made of a number. */
export function fakePhotoId(n: number): PhotoId {
  return n.toString(16).padStart(16, '0').repeat(4) as PhotoId;
}

export interface FakeFaceOptions {
  readonly photo: PhotoId;
  readonly ordinal: number;
  readonly random: Random;
  readonly person?: PersonId | null;
  readonly values?: Float32Array;
  readonly model?: StoredFace['vector']['model'];
  readonly landmarks?: boolean;
}

/** A believable stored face: box within 1000×1000, points at their usual places in it. */
export function fakeFace(options: FakeFaceOptions): StoredFace {
  const { photo, ordinal, random, person = null, model = fakeModelKey } = options;
  const side = 40 + random.int(200);
  const box = { x: random.int(760), y: random.int(760), width: side, height: side * 1.25 };
  const at = (x: number, y: number): PhotoPoint =>
    point<'photo'>(box.x + x * box.width, box.y + y * box.height);
  const points: FivePoints = [at(0.3, 0.4), at(0.7, 0.4), at(0.5, 0.6), at(0.35, 0.8), at(0.65, 0.8)];
  return {
    id: `${photo.slice(0, 16)}.${ordinal}` as FaceId,
    photo,
    box,
    points,
    score: (0.5 + random.next() / 2) as Score,
    quality: random.next() as Score,
    landmarks: options.landmarks ? Array.from({ length: 68 }, () => at(random.next(), random.next())) : null,
    vector: { model, values: options.values ?? randomUnit(random) },
    person,
  };
}

function randomUnit(random: Random): Float32Array {
  const values = Float32Array.from({ length: 128 }, () => random.normal());
  const length = Math.hypot(...values);
  return values.map((v) => v / length);
}
