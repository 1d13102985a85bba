import type { GroupSums } from './group-sums.js';

/**
 * A group's width is how far its faces lie from its centre (the radius that PhotoPrism stores per cluster). A
 * face whose cosine to its own group's centre is below `minimum` violates the width that a group may have.
 */
export interface WidthViolations {
  readonly faces: number;
  readonly groups: number;
}

/** Groups of two and more only. O(items · dimension). */
export function widthViolations(vectors: Float32Array, of: GroupSums, minimum: number): WidthViolations {
  const lengths = Array.from(of.sizes.keys(), (g) => length(of, g));
  const wide = new Set<number>();
  let faces = 0;
  for (let i = 0; i < of.of.length; i++) {
    const g = of.of[i]!;
    if (g < 0 || of.sizes[g]! < 2 || cosineToCentre(vectors, of, i, g, lengths[g]!) >= minimum) continue;
    faces++;
    wide.add(g);
  }
  return { faces, groups: wide.size };
}

function cosineToCentre(v: Float32Array, of: GroupSums, i: number, g: number, centreLength: number): number {
  let sum = 0;
  for (let k = 0; k < of.dimension; k++) sum += v[i * of.dimension + k]! * of.sums[g * of.dimension + k]!;
  return sum / centreLength;
}

function length(of: GroupSums, g: number): number {
  let sum = 0;
  for (let k = 0; k < of.dimension; k++) sum += of.sums[g * of.dimension + k]! ** 2;
  return Math.sqrt(sum);
}
