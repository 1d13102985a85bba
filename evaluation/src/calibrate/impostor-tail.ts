/** The most similar pairs of two unrelated faces: all that false-match rates as low as these need. */
export interface ImpostorTail {
  /** Unrelated pairs in all. */
  readonly pairs: number;
  /** Descending cosines, with the families of the two faces. */
  readonly cosines: Float32Array;
  readonly a: Int32Array;
  readonly b: Int32Array;
  /** Faces of each family. */
  readonly familySizes: Int32Array;
}

/** Cosine histogram bins from −1 to 1. */
const bins = 20_000;

/**
 * Compares all pairs of different families, keeping the `share` most similar. Two passes: the first counts cosines,
 * the second collects those above the cut. O(faces² · dimension) time, O(tail) memory.
 */
export function impostorTail(
  vectors: Float32Array,
  dimension: number,
  families: Int32Array,
  share: number,
): ImpostorTail {
  const counts = new Float64Array(bins + 1);
  const count = (c: number): void => {
    counts[binOf(c)]!++;
  };
  forPairs(vectors, dimension, families, count);
  const pairs = counts.reduce((sum, n) => sum + n, 0);
  const cut = cutFor(counts, pairs * share);
  const kept: { cosine: number; a: number; b: number }[] = [];
  forPairs(vectors, dimension, families, (cosine, i, j) => {
    if (binOf(cosine) >= cut) kept.push({ cosine, a: families[i]!, b: families[j]! });
  });
  kept.sort((x, y) => y.cosine - x.cosine);
  return {
    pairs,
    cosines: Float32Array.from(kept, (k) => k.cosine),
    a: Int32Array.from(kept, (k) => k.a),
    b: Int32Array.from(kept, (k) => k.b),
    familySizes: sizesOf(families),
  };
}

function binOf(cosine: number): number {
  return Math.floor(((Math.min(1, Math.max(-1, cosine)) + 1) / 2) * bins);
}

/** Lowest bin such that it and those above hold at most `most` pairs or the first above them. */
function cutFor(counts: Float64Array, most: number): number {
  let held = 0;
  let bin = bins;
  while (bin > 0 && held < most) held += counts[bin--]!;
  return bin + 1;
}

function forPairs(
  v: Float32Array,
  d: number,
  families: Int32Array,
  visit: (cosine: number, i: number, j: number) => void,
): void {
  for (let i = 0; i < families.length; i++) {
    for (let j = 0; j < i; j++) {
      if (families[i] !== families[j]) visit(dot(v, i * d, j * d, d), i, j);
    }
  }
}

/** Four sums side by side keep the processor's adders busy. */
export function dot(v: Float32Array, at: number, other: number, d: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let k = 0; k < d; k += 4) {
    s0 += v[at + k]! * v[other + k]!;
    s1 += v[at + k + 1]! * v[other + k + 1]!;
    s2 += v[at + k + 2]! * v[other + k + 2]!;
    s3 += v[at + k + 3]! * v[other + k + 3]!;
  }
  return s0 + s1 + s2 + s3;
}

function sizesOf(families: Int32Array): Int32Array {
  const sizes = new Int32Array(families.reduce((most, f) => Math.max(most, f), -1) + 1);
  for (const family of families) sizes[family]!++;
  return sizes;
}
