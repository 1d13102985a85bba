/** One pair of the LFW protocol. */
export interface VerificationPair {
  readonly score: number;
  readonly same: boolean;
  readonly fold: number;
}

export interface FoldAccuracy {
  /** Mean and standard error of the mean over folds. */
  readonly mean: number;
  readonly standardError: number;
  readonly folds: readonly { readonly threshold: number; readonly accuracy: number }[];
}

/**
 * LFW's 'view 2': the threshold is chosen on all folds but one and applied to that one (Huang et al. 2007).
 * Among equally good thresholds the middle of the widest such range in rank is taken. O(folds · n log n).
 */
export function lfwAccuracy(pairs: readonly VerificationPair[]): FoldAccuracy {
  const names = [...new Set(pairs.map((p) => p.fold))];
  if (names.length < 2) throw new Error(`Expected at least two folds; got ${names.length}.`);
  const folds = names.map((fold) => {
    const threshold = bestThreshold(pairs.filter((p) => p.fold !== fold));
    const held = pairs.filter((p) => p.fold === fold);
    const right = held.filter((p) => p.score >= threshold === p.same).length;
    return { threshold, accuracy: right / held.length };
  });
  const mean = folds.reduce((sum, f) => sum + f.accuracy, 0) / folds.length;
  const variance = folds.reduce((sum, f) => sum + (f.accuracy - mean) ** 2, 0) / (folds.length - 1);
  return { mean, standardError: Math.sqrt(variance / folds.length), folds };
}

/** Half way between two neighbouring scores, where most pairs come out right; the middle of the best ones. */
function bestThreshold(pairs: readonly VerificationPair[]): number {
  const sorted = pairs.slice().sort((a, b) => b.score - a.score);
  let right = sorted.filter((p) => !p.same).length;
  let best = -1;
  let at: number[] = [];
  for (let i = 0; i < sorted.length; i++) {
    right += sorted[i]!.same ? 1 : -1;
    const next = sorted[i + 1]?.score ?? Number.NEGATIVE_INFINITY;
    if (next === sorted[i]!.score || right < best) continue;
    if (right > best) at = [];
    best = right;
    at.push(Number.isFinite(next) ? (sorted[i]!.score + next) / 2 : sorted[i]!.score);
  }
  return at[at.length >> 1] ?? Number.POSITIVE_INFINITY;
}
