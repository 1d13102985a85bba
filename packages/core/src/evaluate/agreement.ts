import type { Contingency } from './contingency.js';

/**
 * NMI: mutual information over the mean of the two entropies, 0..1, 1 when both are one single group
 * (scikit-learn's `normalized_mutual_info_score`, arithmetic). ARI: the Rand index corrected for chance,
 * ≤ 1, about 0 for random partitions (Hubert & Arabie 1985).
 */
export function agreement(table: Contingency): { readonly nmi: number; readonly ari: number } {
  return { nmi: normalisedMutualInformation(table), ari: adjustedRand(table) };
}

function normalisedMutualInformation(table: Contingency): number {
  const mean = (entropy(table.rowSizes) + entropy(table.columnSizes)) / 2;
  if (mean === 0) return 1;
  // I = H(rows) + H(columns) − H(rows, columns).
  const shared = 2 * mean - entropy(table.cellCount);
  return Math.min(1, Math.max(0, shared / mean));
}

function entropy(counts: Int32Array): number {
  let items = 0;
  let sum = 0;
  for (const n of counts) {
    items += n;
    if (n > 0) sum += n * Math.log(n);
  }
  return items === 0 ? 0 : Math.max(0, Math.log(items) - sum / items);
}

function adjustedRand(table: Contingency): number {
  const both = pairs(table.cellCount);
  const rows = pairs(table.rowSizes);
  const columns = pairs(table.columnSizes);
  const all = (table.items * (table.items - 1)) / 2;
  const expected = all > 0 ? (rows * columns) / all : 0;
  const best = (rows + columns) / 2;
  return best === expected ? 1 : (both - expected) / (best - expected);
}

function pairs(counts: Int32Array): number {
  let sum = 0;
  for (const n of counts) sum += (n * (n - 1)) / 2;
  return sum;
}
