import { dot } from './impostor-tail.js';
import { thumbprintLength } from './thumbprint.js';

/** Correlation of thumbprints from which two pictures are taken to be one. */
const same = 0.98;

/**
 * Positions of the crops that remain when near-identical pictures under two families are dropped, both of them: one
 * of the two labels is wrong, and nothing says which. O(crops²).
 */
export function dropDuplicates(prints: Float32Array, families: Int32Array): readonly number[] {
  const bad = new Set<number>();
  for (let i = 0; i < families.length; i++) {
    for (let j = 0; j < i; j++) {
      if (families[i] === families[j]) continue;
      if (dot(prints, i * thumbprintLength, j * thumbprintLength, thumbprintLength) < same) continue;
      bad.add(i);
      bad.add(j);
    }
  }
  return [...families.keys()].filter((i) => !bad.has(i));
}
