import type { GroupSums } from './group-sums.js';
import { seededRandom } from './random.js';

/**
 * Distances are 1 − cosine, 0..2. Never to be shown alone: merging everything that is near makes the ratio look
 * better, and so does leaving the hard faces out.
 */
export interface GroupDistances {
  /** Mean distance of two faces of one group, averaged over groups of at least two. */
  readonly intra: number;
  /** Mean distance of the faces of a group to those of the group nearest to it (average linkage). */
  readonly nearestInter: number;
  /** nearestInter / intra. */
  readonly ratio: number;
  /** Groups of at least two, and how many of them were asked for their nearest. */
  readonly groups: number;
  readonly asked: number;
}

/**
 * Exact means out of the groups' sums; beyond `maxAsked` groups a seeded sample is asked for its nearest among
 * all. O(groups · asked · dimension). NaN where fewer than two groups have two faces.
 */
export function groupDistances(of: GroupSums, maxAsked = 500, seed = 1): GroupDistances {
  const shown = Array.from(of.sizes.keys()).filter((g) => of.sizes[g]! >= 2);
  const asked = sample(shown, maxAsked, seed);
  const intra = mean(shown.map((g) => 1 - innerCosine(of, g)));
  const nearestInter =
    shown.length < 2 ? Number.NaN : mean(asked.map((g) => 1 - nearestCosine(of, g, shown)));
  return { intra, nearestInter, ratio: nearestInter / intra, groups: shown.length, asked: asked.length };
}

/** The sum's squared length counts every ordered pair, and every face once with itself. */
function innerCosine(of: GroupSums, g: number): number {
  const n = of.sizes[g]!;
  return (dot(of, g, g) - n) / (n * (n - 1));
}

function nearestCosine(of: GroupSums, g: number, others: readonly number[]): number {
  let best = -1;
  for (const h of others) {
    if (h !== g) best = Math.max(best, dot(of, g, h) / (of.sizes[g]! * of.sizes[h]!));
  }
  return best;
}

function dot(of: GroupSums, g: number, h: number): number {
  let sum = 0;
  for (let k = 0; k < of.dimension; k++)
    sum += of.sums[g * of.dimension + k]! * of.sums[h * of.dimension + k]!;
  return sum;
}

function sample(from: readonly number[], most: number, seed: number): readonly number[] {
  if (from.length <= most) return from;
  const random = seededRandom(seed);
  const pool = [...from];
  for (let i = 0; i < most; i++) {
    const j = i + random.below(pool.length - i);
    [pool[i], pool[j]] = [pool[j]!, pool[i]!];
  }
  return pool.slice(0, most);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}
