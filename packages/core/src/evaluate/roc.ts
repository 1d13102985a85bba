/** One point of a receiver operating characteristic: accepting scores ≥ `threshold`. */
export interface RocPoint {
  readonly threshold: number;
  /** False accept rate: share of impostor pairs accepted. */
  readonly far: number;
  /** True accept rate: share of genuine pairs accepted. */
  readonly tar: number;
}

/**
 * Every threshold at which something changes, strictest first, beginning with nothing accepted (threshold +∞).
 * O(n log n). Throws when either kind of pair is missing or a score is not a number.
 */
export function roc(genuine: Float64Array, impostor: Float64Array): readonly RocPoint[] {
  if (genuine.length === 0 || impostor.length === 0) {
    throw new Error(
      `A ROC needs both kinds of pairs; got ${genuine.length} genuine, ${impostor.length} impostor.`,
    );
  }
  const same = descending(genuine);
  const other = descending(impostor);
  const points: RocPoint[] = [{ threshold: Number.POSITIVE_INFINITY, far: 0, tar: 0 }];
  let g = 0;
  let i = 0;
  while (g < same.length || i < other.length) {
    const threshold = Math.max(same[g] ?? Number.NEGATIVE_INFINITY, other[i] ?? Number.NEGATIVE_INFINITY);
    while (g < same.length && same[g]! >= threshold) g++;
    while (i < other.length && other[i]! >= threshold) i++;
    points.push({ threshold, far: i / other.length, tar: g / same.length });
  }
  return points;
}

function descending(scores: Float64Array): Float64Array {
  if (scores.some(Number.isNaN)) throw new Error('Expected scores; got NaN among them.');
  return scores.slice().sort().reverse();
}
