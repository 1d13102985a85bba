import type { Insight } from '../api/outputs.js';

/**
 * Median distance 1 − cos of a face to its person's centre, and of a person's centre to the nearest other one.
 * `people`: unit vectors by person. Null with fewer than two people. O(people² · dimension).
 */
export function cosineDistances(people: readonly (readonly Float32Array[])[]): Insight['distances'] {
  if (people.length < 2) return null;
  const centres = people.map(centre);
  const intra: number[] = [];
  const inter: number[] = [];
  for (const [i, mine] of centres.entries()) {
    for (const v of people[i] ?? []) if ((people[i]?.length ?? 0) > 1) intra.push(1 - dot(mine, v));
    let nearest = 2;
    for (const [j, other] of centres.entries())
      if (j !== i) nearest = Math.min(nearest, 1 - dot(mine, other));
    inter.push(nearest);
  }
  return { intraMedian: median(intra), nearestInterMedian: median(inter), people: people.length };
}

function centre(vectors: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(vectors[0]?.length ?? 0);
  for (const v of vectors) for (let k = 0; k < sum.length; k++) sum[k] = (sum[k] ?? 0) + (v[k] ?? 0);
  const norm = Math.sqrt(dot(sum, sum)) || 1;
  return sum.map((x) => x / norm);
}

function dot(a: Float32Array, b: Float32Array): number {
  let s = 0;
  for (let k = 0; k < a.length; k++) s += (a[k] ?? 0) * (b[k] ?? 0);
  return s;
}

function median(values: number[]): number {
  if (values.length === 0) return 0;
  const sorted = values.sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
