import { type Interval, seededRandom } from '@kith/core/evaluate';
import type { ImpostorTail } from './impostor-tail.js';

/** The cosine above which a stated share of unrelated pairs lies. */
export interface CalibratedRate {
  readonly rate: number;
  readonly cosine: number;
  /** 95 % interval over draws of families. */
  readonly interval: Interval;
  /** Pairs above the cosine; a rate with fewer than 20 is left out. */
  readonly pairs: number;
}

const replicates = 200;

/** Cosines at the rates that the data can say anything of, each with its interval. Rates from high to low. */
export function ratesFromTail(
  tail: ImpostorTail,
  rates: readonly number[],
  seed = 1,
): readonly CalibratedRate[] {
  const usable = rates.filter((rate) => {
    const pairs = rate * tail.pairs;
    return pairs >= 20 && pairs <= tail.cosines.length;
  });
  const drawn = draws(tail, usable, seed);
  return usable.map((rate, k) => {
    const own = drawn.map((d) => d[k]!).sort((a, b) => a - b);
    const at = (share: number): number => own[Math.round(share * (own.length - 1))]!;
    const pairs = Math.floor(rate * tail.pairs);
    return { rate, cosine: tail.cosines[pairs]!, interval: { low: at(0.025), high: at(0.975) }, pairs };
  });
}

/** Per draw of families with replacement, the cosine at each rate; pairs weigh by both families' counts. */
function draws(tail: ImpostorTail, rates: readonly number[], seed: number): readonly (readonly number[])[] {
  const random = seededRandom(seed);
  const families = tail.familySizes.length;
  return Array.from({ length: replicates }, () => {
    const times = new Int32Array(families);
    for (let i = 0; i < families; i++) times[random.below(families)]!++;
    return weightedCosines(tail, times, rates);
  });
}

function weightedCosines(tail: ImpostorTail, times: Int32Array, rates: readonly number[]): readonly number[] {
  const total = weightedPairs(tail.familySizes, times);
  const found: number[] = [];
  let seen = 0;
  for (let i = 0; i < tail.cosines.length && found.length < rates.length; i++) {
    seen += times[tail.a[i]!]! * times[tail.b[i]!]!;
    while (found.length < rates.length && seen > rates[rates.length - 1 - found.length]! * total) {
      found.push(tail.cosines[i]!);
    }
  }
  while (found.length < rates.length) found.push(tail.cosines.at(-1)!);
  return found.reverse();
}

/** Pairs of different families when family f is there times[f] times: ((Σ w n)² − Σ (w n)²) / 2. */
function weightedPairs(sizes: Int32Array, times: Int32Array): number {
  let sum = 0;
  let own = 0;
  for (let f = 0; f < sizes.length; f++) {
    const faces = sizes[f]! * times[f]!;
    sum += faces;
    own += faces * faces;
  }
  return (sum * sum - own) / 2;
}
