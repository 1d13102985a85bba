import {
  completeStreamOptions,
  type StreamFace,
  type StreamOptions,
  syntheticStream,
} from '@kith/core/evaluate';
import type { Score } from '@kith/core/faces';
import type { EngineFace, PeopleEngine } from '@kith/core/people';
import type { ModelKey } from '@kith/core/vectors';
import { syntheticKey } from '../faces/stream-face-set.js';
import { addBatch, type GrowthPoint, isDue, startMeter, takePoint } from './stream-meter.js';

/** Whom the faces show, and what is needed to name them again: photo number and place in the photo. */
export interface StreamFeed {
  readonly truth: Int32Array;
  readonly photoOf: Int32Array;
  readonly placeOf: Uint8Array;
  readonly growth: readonly GrowthPoint[];
  /** Wall milliseconds a face, by batch. */
  readonly times: readonly number[];
  readonly photos: number;
  /** CPU of adding, milliseconds. */
  readonly cpuMs: number;
}

/** Makes the library and adds it batch by batch. `onGrowth` hears of each point as it is reached. */
export function feedStream(
  engine: PeopleEngine,
  given: Partial<StreamOptions>,
  photosPerBatch: number,
  onGrowth: (point: GrowthPoint) => void,
): StreamFeed {
  const { faces } = completeStreamOptions(given);
  const truth = new Int32Array(faces);
  const photoOf = new Int32Array(faces);
  const placeOf = new Uint8Array(faces);
  const meter = startMeter();
  let photos = 0;
  let made = 0;
  for (const stretch of stretches(syntheticStream(given), photosPerBatch * AHEAD)) {
    const batches: EngineFace[][] = [];
    for (const [at, photo] of stretch.entries()) {
      for (const [place, face] of photo.entries()) {
        truth[made] = face.person;
        photoOf[made] = photos;
        placeOf[made++] = place;
      }
      photos++;
      if (at % photosPerBatch === 0) batches.push([]);
      batches.at(-1)!.push(...photo.map(engineFace));
    }
    for (const batch of batches) {
      addBatch(engine, batch, meter);
      const { faceCount } = engine;
      if (isDue(meter, faceCount) || faceCount === faces) onGrowth(takePoint(engine, meter));
    }
  }
  const { growth, times, cpuMs } = meter;
  return { truth, photoOf, placeOf, growth, times, photos, cpuMs };
}

/** Batches made before they are added: what compiles and clears up after the generator is at rest while CPU is counted. */
const AHEAD = 64;

function* stretches<T>(items: Iterable<T>, length: number): Generator<T[]> {
  let stretch: T[] = [];
  for (const item of items) {
    if (stretch.push(item) < length) continue;
    yield stretch;
    stretch = [];
  }
  if (stretch.length > 0) yield stretch;
}

function engineFace({ id, photo, quality, takenAt, vector }: StreamFace): EngineFace {
  return {
    ...{ id: asRead(id), photo: asRead(photo), takenAt, quality: quality as Score },
    vector: { model: syntheticKey as ModelKey, values: vector },
  };
}

/** The text in one piece, as a store reads it; the generator's is a chain of the pieces it was made of. */
function asRead<T extends string>(text: T): T {
  return JSON.parse(JSON.stringify(text)) as T;
}
