import type { PersonSums } from './person-sums.js';
import { seededRandom } from './random.js';
import { type PartitionRates, ratesOfSums } from './rates-of-sums.js';

/** A percentile interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface BootstrapOptions {
  readonly replicates: number;
  /** Probability that the interval should cover, 0..1. */
  readonly level: number;
  readonly seed: number;
}

const defaults: BootstrapOptions = { replicates: 1000, level: 0.95, seed: 1 };

/**
 * Interval of any figure of the rates, people (not faces, which depend on each other) drawn with replacement
 * (Efron's percentile bootstrap over clusters). O(people · replicates).
 */
export function bootstrapRates(
  sums: PersonSums,
  figure: (rates: PartitionRates) => number,
  options: Partial<BootstrapOptions> = {},
): Interval {
  return resample(sums.people, (times) => figure(ratesOfSums(sums, times)), options);
}

/** Interval of figure(a) − figure(b) over the same draws of people: two methods on the same faces. */
export function bootstrapDifference(
  a: PersonSums,
  b: PersonSums,
  figure: (rates: PartitionRates) => number,
  options: Partial<BootstrapOptions> = {},
): Interval {
  if (a.people !== b.people) {
    throw new Error(`Expected both results on the same people; got ${a.people} and ${b.people}.`);
  }
  return resample(a.people, (t) => figure(ratesOfSums(a, t)) - figure(ratesOfSums(b, t)), options);
}

function resample(
  people: number,
  figure: (times: Int32Array) => number,
  options: Partial<BootstrapOptions>,
): Interval {
  const { replicates, level, seed } = { ...defaults, ...options };
  const random = seededRandom(seed);
  const times = new Int32Array(people);
  const drawn = new Float64Array(replicates);
  for (let b = 0; b < replicates; b++) {
    times.fill(0);
    for (let i = 0; i < people; i++) times[random.below(people)]!++;
    drawn[b] = figure(times);
  }
  drawn.sort();
  const at = (share: number): number => drawn[Math.round(share * (replicates - 1))] ?? Number.NaN;
  return { low: at((1 - level) / 2), high: at((1 + level) / 2) };
}
