import {
  completeStreamOptions,
  type StreamFace,
  type StreamOptions,
  syntheticStream,
} from '@kith/core/evaluate';
import type { FaceId, Score } from '@kith/core/faces';
import type { EngineFace, PeopleEngine } from '@kith/core/people';
import type { ModelKey } from '@kith/core/vectors';
import { syntheticKey } from '../faces/stream-face-set.js';
import { memoryInUse } from './memory-in-use.js';

/** Where a growing library stands; the figures are of the faces since the last such point. */
export interface GrowthPoint {
  /** Faces in the engine. */
  readonly faces: number;
  readonly people: number;
  /** Median over the batches, wall. */
  readonly msPerFace: number;
  readonly cpuMsPerFace: number;
  /** Mean share of earlier faces, by batch, that have another person after it. */
  readonly churn: number;
  /** Heap and buffers since the first face, over all faces. */
  readonly bytesPerFace: number;
}

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

interface Meter {
  readonly start: number;
  readonly times: number[];
  readonly growth: GrowthPoint[];
  cpuMs: number;
  /** Since the last point. */
  since: { faces: number; cpuMs: number; batches: number; churn: number };
}

/** A point of growth follows when the library is so many times larger, and by so many faces. */
const NEXT = { times: 1.1, faces: 500 } as const;

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

function startMeter(): Meter {
  const since = { faces: 0, cpuMs: 0, batches: 0, churn: 0 };
  return { start: memoryInUse(), times: [], growth: [], cpuMs: 0, since };
}

function addBatch(engine: PeopleEngine, batch: readonly EngineFace[], meter: Meter): void {
  const earlier = engine.faceCount;
  const cpu = process.cpuUsage();
  const started = performance.now();
  const { moved } = engine.add(batch);
  meter.times.push((performance.now() - started) / batch.length);
  const used = process.cpuUsage(cpu);
  const own = new Set<FaceId>(batch.map((face) => face.id));
  let restless = 0;
  for (const face of moved.keys()) if (!own.has(face)) restless++;
  const cpuMs = (used.user + used.system) / 1000;
  meter.cpuMs += cpuMs;
  meter.since.cpuMs += cpuMs;
  meter.since.faces += batch.length;
  meter.since.churn += earlier > 0 ? restless / earlier : 0;
  meter.since.batches++;
}

/** The text in one piece, as a store reads it; the generator's is a chain of the pieces it was made of. */
function asRead<T extends string>(text: T): T {
  return JSON.parse(JSON.stringify(text)) as T;
}

function isDue({ growth }: Meter, faces: number): boolean {
  const last = growth.at(-1)?.faces ?? 0;
  return faces >= Math.max(last + NEXT.faces, last * NEXT.times);
}

function takePoint(engine: PeopleEngine, meter: Meter): GrowthPoint {
  const { since } = meter;
  const times = meter.times.slice(-since.batches).sort((a, b) => a - b);
  const point = {
    faces: engine.faceCount,
    people: engine.people().length,
    msPerFace: times[times.length >> 1]!,
    cpuMsPerFace: since.cpuMs / since.faces,
    churn: since.churn / since.batches,
    bytesPerFace: Math.round((memoryInUse() - meter.start) / engine.faceCount),
  };
  meter.growth.push(point);
  meter.since = { faces: 0, cpuMs: 0, batches: 0, churn: 0 };
  return point;
}
