/** By falling score, each that is not the same as one kept before; ties keep the order given. O(n·kept). */
export function keepBest<T extends { readonly score: number }>(
  candidates: readonly T[],
  isSame: (kept: T, candidate: T) => boolean,
): T[] {
  const kept: T[] = [];
  for (const candidate of [...candidates].sort((a, b) => b.score - a.score)) {
    if (!kept.some((k) => isSame(k, candidate))) kept.push(candidate);
  }
  return kept;
}
