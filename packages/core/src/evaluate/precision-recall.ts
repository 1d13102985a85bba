/** Precision, recall and their harmonic mean, each 0..1. */
export interface PrecisionRecall {
  readonly p: number;
  readonly r: number;
  readonly f: number;
}

/**
 * From sums: `right` of `claimed` and `right` of `true`. Nothing claimed is claimed without error (p = 1), and
 * where nothing is to be found all of it was found (r = 1).
 */
export function precisionRecall(
  rightOfClaimed: number,
  claimed: number,
  rightOfTrue: number,
  toFind: number,
): PrecisionRecall {
  const p = claimed > 0 ? rightOfClaimed / claimed : 1;
  const r = toFind > 0 ? rightOfTrue / toFind : 1;
  return { p, r, f: p + r > 0 ? (2 * p * r) / (p + r) : 0 };
}
