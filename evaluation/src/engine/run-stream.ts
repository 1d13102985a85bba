import {
  bootstrapRates,
  type Interval,
  type PartitionScores,
  type StreamOptions,
  scorePartition,
  syntheticStream,
} from '@kith/core/evaluate';
import type { FaceId } from '@kith/core/faces';
import type { EngineThresholds, PeopleEngine } from '@kith/core/people';
import { syntheticKey } from '../faces/stream-face-set.js';
import { claimedLabels } from '../score/claimed-labels.js';
import { engineFor } from './engine-for.js';
import { feedStream, type StreamFeed } from './feed-stream.js';
import { memoryInUse } from './memory-in-use.js';
import type { GrowthPoint } from './stream-meter.js';

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
  /**
   * Heap and buffers that go with the engine when it is let go, over faces: all that it holds, and nothing else. What
   * the process gained while adding would count the compiled code too, which is the same for any library.
   */
  readonly bytesPerFace: number;
  readonly largestPerson: number;
  readonly bcubedF: Interval;
  readonly growth: readonly GrowthPoint[];
}

/**
 * Makes the library and adds it batch by batch; of the faces only numbers and truths are kept aside. Ids are made again
 * at the end to ask for everyone's person, so that what grows is the engine.
 */
export function runStream(
  options: Partial<StreamOptions>,
  thresholds: EngineThresholds,
  photosPerBatch: number,
  onGrowth: (point: GrowthPoint) => void = () => undefined,
): StreamRun {
  const [first] = syntheticStream(options).next().value as readonly { readonly vector: Float32Array }[];
  const held = { engine: engineFor(syntheticKey, first!.vector.length, thresholds) as PeopleEngine | null };
  const feed = feedStream(held.engine!, options, photosPerBatch, onGrowth);
  const run = scored(held.engine!, feed);
  const withEngine = memoryInUse();
  held.engine = null;
  return { ...run, bytesPerFace: Math.round((withEngine - memoryInUse()) / feed.truth.length) };
}

function scored(engine: PeopleEngine, feed: StreamFeed): Omit<StreamRun, 'bytesPerFace'> {
  const { scores, sums } = scorePartition(feed.truth, claimedLabels(labelsOf(engine, feed)));
  const { pairwise, bcubed, nmi, ari, found, merged, fragmented, unassigned, mixed, recurring } = scores;
  const times = [...feed.times].sort((a, b) => a - b);
  return {
    ...{ protocol: `stream-${feed.truth.length}`, pack: syntheticKey, weightsSha256: '0'.repeat(64) },
    ...{ photos: feed.photos, faces: feed.truth.length, people: scores.groups, pairwise, bcubed, nmi, ari },
    ...{ found, merged, fragmented, unassigned, mixed, recurring },
    msPerFace: { median: times[times.length >> 1]!, p95: times[Math.floor(times.length * 0.95)]! },
    peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
    cpuMsPerFace: feed.cpuMs / feed.truth.length,
    largestPerson: largest(feed.truth),
    bcubedF: bootstrapRates(sums, (r) => r.bcubed.f, { replicates: 200 }),
    growth: feed.growth,
  };
}

function labelsOf(engine: PeopleEngine, { photoOf, placeOf }: StreamFeed): Int32Array {
  const seen = new Map<string, number>();
  return Int32Array.from(photoOf, (photo, i) => {
    const person = engine.personOf(`${photo.toString(16).padStart(16, '0')}.${placeOf[i]}` as FaceId);
    if (person === null) return -1;
    const known = seen.get(person) ?? seen.size;
    seen.set(person, known);
    return known;
  });
}

function largest(truth: Int32Array): number {
  const sizes = new Map<number, number>();
  for (const person of truth) sizes.set(person, (sizes.get(person) ?? 0) + 1);
  return [...sizes.values()].reduce((most, n) => Math.max(most, n), 0);
}
