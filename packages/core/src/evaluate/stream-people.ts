import { type Random, seededRandom } from './random.js';
import { familySize, type StreamOptions } from './stream-options.js';

/** The people of a synthetic library: how often each is photographed, and what is fixed about them. */
export interface StreamPeople {
  readonly count: number;
  /** Draws a person by popularity. */
  draw(random: Random): number;
  /** The others of the person's family; empty for most. */
  family(person: number): readonly number[];
  /** Number of the family, or −1. */
  familyOf(person: number): number;
  isChild(person: number): boolean;
  /** How many looks (hair, glasses, beard) the person has, 1..4. */
  looks(person: number): number;
}

export function streamPeople(options: StreamOptions): StreamPeople {
  const count = Math.max(12, Math.round(options.faces / options.facesPerPerson));
  const cumulative = popularity(count, options);
  const trait = (person: number, kind: number): number =>
    seededRandom(Math.imul(person + 1, 0x9e3779b1) ^ (options.seed * 131 + kind)).uniform();
  const familyOf = (person: number): number => {
    const chunk = Math.floor(person / familySize);
    return trait(chunk, 1) < options.familyShare ? chunk : -1;
  };
  return {
    count,
    draw: (random) => search(cumulative, random.uniform() * cumulative[count - 1]!),
    familyOf,
    family: (person) => {
      const first = familyOf(person) * familySize;
      if (first < 0) return [];
      return [first, first + 1, first + 2].filter((p) => p !== person && p < count);
    },
    isChild: (person) => trait(person, 2) < options.childShare,
    looks: (person) => 1 + Math.floor(trait(person, 3) * 4),
  };
}

/** Running sums of the weights, the first one set so that it is the stated share of all faces. */
function popularity(count: number, options: StreamOptions): Float64Array {
  const weights = Float64Array.from({ length: count }, (_, rank) => (rank + 1) ** -options.exponent);
  const others = weights.reduce((sum, w) => sum + w, 0) - weights[0]!;
  const share = Math.min(0.9, options.largestShare / (1 - options.strangerShare));
  weights[0] = (others * share) / (1 - share);
  let sum = 0;
  return weights.map((w) => {
    sum += w;
    return sum;
  });
}

/** First index whose running sum exceeds `value`. */
function search(cumulative: Float64Array, value: number): number {
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulative[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
