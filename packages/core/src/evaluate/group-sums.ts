import type { Labels } from './labels.js';

/** Sums of the unit vectors of each group: what centres and mean cosines are made of. */
export interface GroupSums {
  readonly groups: number;
  readonly dimension: number;
  /** Number of the group of every item, −1 for unclaimed ones. */
  readonly of: Int32Array;
  readonly sizes: Int32Array;
  /** groups × dimension, row-major. */
  readonly sums: Float64Array;
}

/** `vectors`: items × dimension, row-major, rows of unit length. O(items · dimension). */
export function groupSums(vectors: Float32Array, dimension: number, labels: Labels): GroupSums {
  if (vectors.length !== labels.length * dimension) {
    throw new Error(`Expected ${labels.length} vectors of ${dimension}; got ${vectors.length} numbers.`);
  }
  const { of, sizes } = renumber(labels);
  const sums = new Float64Array(sizes.length * dimension);
  for (let i = 0; i < labels.length; i++) {
    if (of[i]! < 0) continue;
    const at = of[i]! * dimension;
    for (let k = 0; k < dimension; k++) sums[at + k]! += vectors[i * dimension + k]!;
  }
  return { groups: sizes.length, dimension, of, sizes, sums };
}

function renumber(labels: Labels): { of: Int32Array; sizes: Int32Array } {
  const seen = new Map<number, number>();
  const sizes: number[] = [];
  const of = labels.map((label) => {
    if (label < 0) return -1;
    const known = seen.get(label) ?? seen.size;
    seen.set(label, known);
    sizes[known] = (sizes[known] ?? 0) + 1;
    return known;
  });
  return { of, sizes: Int32Array.from(sizes) };
}
