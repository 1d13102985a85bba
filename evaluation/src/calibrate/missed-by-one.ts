import { dot } from '@kith/core/vectors';

/** The cosine that the stated share of all pairs of two faces of one person miss; NaN when there is no pair. */
export function missedByOne(
  vectors: readonly Float32Array[],
  people: readonly string[],
  share: number,
): number {
  const faces = new Map<string, Float32Array[]>();
  for (const [i, person] of people.entries()) {
    const own = faces.get(person) ?? [];
    faces.set(person, own);
    own.push(vectors[i]!);
  }
  const cosines: number[] = [];
  for (const own of faces.values()) {
    for (const [i, a] of own.entries()) for (const b of own.slice(i + 1)) cosines.push(dot(a, b));
  }
  cosines.sort((a, b) => a - b);
  return cosines[Math.floor(share * cosines.length)] ?? Number.NaN;
}
