import {
  completeStreamOptions,
  type StreamFace,
  type StreamOptions,
  syntheticStream,
} from '@kith/core/evaluate';
import type { FaceId, Score } from '@kith/core/faces';
import type { PeopleEngine } from '@kith/core/people';
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
  let batch: StreamFace[] = [];
  let photos = 0;
  let made = 0;
  for (const photo of syntheticStream(given)) {
    for (const [place, face] of photo.entries()) {
      truth[made] = face.person;
      photoOf[made] = photos;
      placeOf[made++] = place;
    }
    batch.push(...photo);
    if (++photos % photosPerBatch !== 0 && made < faces) continue;
    addBatch(engine, batch, meter);
    if (isDue(meter, made) || made === faces) onGrowth(takePoint(engine, meter));
    batch = [];
  }
  const { growth, times, cpuMs } = meter;
  return { truth, photoOf, placeOf, growth, times, photos, cpuMs };
}

function startMeter(): Meter {
  const since = { faces: 0, cpuMs: 0, batches: 0, churn: 0 };
  return { start: memoryInUse(), times: [], growth: [], cpuMs: 0, since };
}

function addBatch(engine: PeopleEngine, faces: readonly StreamFace[], meter: Meter): void {
  const batch = faces.map(({ id, photo, quality, takenAt, vector }) => ({
    ...{ id, photo, takenAt, quality: quality as Score },
    vector: { model: syntheticKey as ModelKey, values: vector },
  }));
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
