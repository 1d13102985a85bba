/** What one group is to each other one, by number: an array, or a map where they are so many that n arrays of n would fill the memory. */
export type Means = Float64Array | Map<number, number>;

/** Stands for no neighbour; no mean cosine is this low. */
export const APART = -2;

/** 32 MB of arrays. */
const ARRAY_UP_TO = 2048;

/** Nobody is a neighbour yet. */
export function noMeans(count: number, arrayUpTo: number = ARRAY_UP_TO): Means {
  return count > arrayUpTo ? new Map() : new Float64Array(count).fill(APART);
}

export function meanTo(means: Means, other: number): number {
  return means instanceof Map ? (means.get(other) ?? APART) : means[other]!;
}

export function setMean(means: Means, other: number, value: number): void {
  if (means instanceof Map) means.set(other, value);
  else means[other] = value;
}
