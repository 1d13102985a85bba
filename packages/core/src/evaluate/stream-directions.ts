import { seededRandom } from './random.js';

/**
 * Fixed random directions of unit length, each made from the seed and its name, so that a million faces need no
 * table of people. The latest few thousand are kept. The caller must not change what it gets.
 */
export function streamDirections(
  seed: number,
  dimension: number,
): (kind: number, index: number) => Float32Array {
  const most = Math.max(512, Math.floor(4e6 / dimension / 4));
  const kept = new Map<number, Float32Array>();
  return (kind, index) => {
    const key = index * 16 + kind;
    const known = kept.get(key);
    if (known) return known;
    if (kept.size >= most) kept.clear();
    const made = direction(
      Math.imul(index + 1, 0x85ebca6b) ^ Math.imul(kind + 1, 0xc2b2ae35) ^ seed,
      dimension,
    );
    kept.set(key, made);
    return made;
  };
}

function direction(seed: number, dimension: number): Float32Array {
  const random = seededRandom(seed);
  const values = new Float32Array(dimension);
  let sum = 0;
  for (let k = 0; k < dimension; k++) {
    values[k] = random.normal();
    sum += values[k]! ** 2;
  }
  const inverse = 1 / Math.sqrt(sum);
  for (let k = 0; k < dimension; k++) values[k]! *= inverse;
  return values;
}
