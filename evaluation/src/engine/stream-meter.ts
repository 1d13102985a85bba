import type { FaceId } from '@kith/core/faces';
import type { EngineFace, PeopleEngine } from '@kith/core/people';
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

export interface Meter {
  readonly start: number;
  readonly times: number[];
  readonly growth: GrowthPoint[];
  cpuMs: number;
  /** Since the last point. */
  since: { faces: number; cpuMs: number; batches: number; churn: number };
}

/** A point of growth follows when the library is so many times larger, and by so many faces. */
const NEXT = { times: 1.1, faces: 500 } as const;

export function startMeter(): Meter {
  const since = { faces: 0, cpuMs: 0, batches: 0, churn: 0 };
  return { start: memoryInUse(), times: [], growth: [], cpuMs: 0, since };
}

/** Adds the batch and counts what it costs. */
export function addBatch(engine: PeopleEngine, batch: readonly EngineFace[], meter: Meter): void {
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

export function isDue({ growth }: Meter, faces: number): boolean {
  const last = growth.at(-1)?.faces ?? 0;
  return faces >= Math.max(last + NEXT.faces, last * NEXT.times);
}

export function takePoint(engine: PeopleEngine, meter: Meter): GrowthPoint {
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
