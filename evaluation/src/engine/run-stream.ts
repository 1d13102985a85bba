import type { PartitionScores } from '@kith/core/evaluate';
import {
  bootstrapRates,
  type Interval,
  type StreamFace,
  type StreamOptions,
  scorePartition,
  syntheticStream,
} from '@kith/core/evaluate';
import type { FaceId, Score } from '@kith/core/faces';
import type { EngineThresholds, PeopleEngine } from '@kith/core/people';
import type { ModelKey } from '@kith/core/vectors';
import { syntheticKey } from '../faces/stream-face-set.js';
import { claimedLabels } from '../score/claimed-labels.js';
import { engineFor } from './engine-for.js';
import type { BatchFigures } from './run-engine.js';

/** A synthetic library through the engine. The first keys are those of every `kith eval`. */
export interface StreamRun
  extends Pick<
    PartitionScores,
    | 'pairwise'
    | 'bcubed'
    | 'nmi'
    | 'ari'
    | 'found'
    | 'merged'
    | 'fragmented'
    | 'unassigned'
    | 'mixed'
    | 'recurring'
  > {
  readonly protocol: string;
  readonly pack: string;
  readonly weightsSha256: string;
  readonly photos: number;
  readonly faces: number;
  readonly people: number;
  readonly msPerFace: { readonly median: number; readonly p95: number };
  readonly peakRssMb: number;
  /** CPU of adding, over all faces. */
  readonly cpuMsPerFace: number;
  /** Growth of heap and buffers while adding, over faces. */
  readonly bytesPerFace: number;
  readonly largestPerson: number;
  readonly bcubedF: Interval;
  readonly batches: readonly BatchFigures[];
}

/**
 * Makes the library and adds it batch by batch; only ids' numbers and truths are kept aside. Ids are made again at
 * the end to ask for everyone's person, so that what grows is the engine.
 */
export function runStream(
  options: Partial<StreamOptions>,
  thresholds: EngineThresholds,
  photosPerBatch: number,
): StreamRun {
  const first = syntheticStream(options).next().value as readonly StreamFace[];
  const engine = engineFor(syntheticKey, first[0]!.vector.length, thresholds);
  const before = memory();
  const feed = feedAll(engine, options, photosPerBatch);
  const bytesPerFace = (memory() - before) / feed.truth.length;
  const labels = claimedLabels(labelsOf(engine, feed));
  const { scores, sums } = scorePartition(Int32Array.from(feed.truth), labels);
  const { pairwise, bcubed, nmi, ari, found, merged, fragmented, unassigned, mixed, recurring } = scores;
  const times = feed.batches.map((b) => b.msPerFace).sort((a, b) => a - b);
  return {
    ...{ protocol: `stream-${feed.truth.length}`, pack: syntheticKey, weightsSha256: '0'.repeat(64) },
    ...{ photos: feed.photos, faces: feed.truth.length, people: scores.groups, pairwise, bcubed, nmi, ari },
    ...{ found, merged, fragmented, unassigned, mixed, recurring },
    msPerFace: { median: times[times.length >> 1]!, p95: times[Math.floor(times.length * 0.95)]! },
    peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
    cpuMsPerFace: feed.cpuMs / feed.truth.length,
    bytesPerFace: Math.round(bytesPerFace),
    largestPerson: largest(feed.truth),
    bcubedF: bootstrapRates(sums, (r) => r.bcubed.f, { replicates: 200 }),
    batches: feed.batches,
  };
}

interface Feed {
  readonly truth: number[];
  /** Photo number and place in the photo of every face: its id. */
  readonly photoOf: number[];
  readonly placeOf: number[];
  readonly batches: BatchFigures[];
  photos: number;
  cpuMs: number;
}

function feedAll(engine: PeopleEngine, options: Partial<StreamOptions>, photosPerBatch: number): Feed {
  const feed: Feed = { truth: [], photoOf: [], placeOf: [], batches: [], photos: 0, cpuMs: 0 };
  let batch: StreamFace[] = [];
  for (const photo of syntheticStream(options)) {
    photo.forEach((face, place) => {
      feed.truth.push(face.person);
      feed.photoOf.push(feed.photos);
      feed.placeOf.push(place);
    });
    batch.push(...photo);
    feed.photos++;
    if (feed.photos % photosPerBatch === 0) {
      addBatch(engine, batch, feed);
      batch = [];
    }
  }
  if (batch.length > 0) addBatch(engine, batch, feed);
  return feed;
}

function addBatch(engine: PeopleEngine, faces: readonly StreamFace[], feed: Feed): void {
  const batch = faces.map(({ id, photo, quality, takenAt, vector }) => ({
    ...{ id, photo, takenAt, quality: quality as Score },
    vector: { model: syntheticKey as ModelKey, values: vector },
  }));
  const own = new Set<FaceId>(batch.map((f) => f.id));
  const earlier = engine.faceCount;
  const cpu = process.cpuUsage();
  const started = performance.now();
  const { moved } = engine.add(batch);
  const ms = performance.now() - started;
  const used = process.cpuUsage(cpu);
  feed.cpuMs += (used.user + used.system) / 1000;
  let restless = 0;
  for (const face of moved.keys()) if (!own.has(face)) restless++;
  const people = feed.batches.length % 64 === 0 ? engine.people().length : feed.batches.at(-1)!.people;
  const churn = earlier > 0 ? restless / earlier : 0;
  feed.batches.push({ faces: earlier + batch.length, msPerFace: ms / batch.length, churn, people });
}

function labelsOf(engine: PeopleEngine, { photoOf, placeOf }: Feed): Int32Array {
  const seen = new Map<string, number>();
  return Int32Array.from(photoOf, (photo, i) => {
    const person = engine.personOf(`${photo.toString(16).padStart(16, '0')}.${placeOf[i]}` as FaceId);
    if (person === null) return -1;
    const known = seen.get(person) ?? seen.size;
    seen.set(person, known);
    return known;
  });
}

function largest(truth: readonly number[]): number {
  const sizes = new Map<number, number>();
  for (const person of truth) sizes.set(person, (sizes.get(person) ?? 0) + 1);
  return [...sizes.values()].reduce((most, n) => Math.max(most, n), 0);
}

/** Heap and buffers in use, bytes, after a collection where node runs with --expose-gc. */
function memory(): number {
  (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
