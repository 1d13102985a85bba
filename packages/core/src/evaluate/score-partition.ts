import { agreement } from './agreement.js';
import { contingency } from './contingency.js';
import type { Labels } from './labels.js';
import { type PeopleCounts, peopleCounts } from './people-counts.js';
import { type PersonSums, personSums } from './person-sums.js';
import { type PartitionRates, ratesOfSums } from './rates-of-sums.js';

/** Every figure of one partition against the truth. */
export interface PartitionScores extends PartitionRates, PeopleCounts {
  readonly items: number;
  /** True people, and groups found (unclaimed items left out). */
  readonly truePeople: number;
  readonly groups: number;
  readonly nmi: number;
  readonly ari: number;
  /** Share of items that nobody claims, 0..1. */
  readonly unassigned: number;
}

/** O(items). `sums` is what `bootstrapRates` draws from. */
export function scorePartition(
  truth: Labels,
  found: Labels,
): { readonly scores: PartitionScores; readonly sums: PersonSums } {
  const table = contingency(truth, found);
  const sums = personSums(table);
  const nobody = found.reduce((n, label) => n + (label < 0 ? 1 : 0), 0);
  const scores = {
    items: table.items,
    truePeople: table.rowSizes.length,
    groups: table.columnSizes.length - nobody,
    ...ratesOfSums(sums),
    ...agreement(table),
    ...peopleCounts(table),
    unassigned: table.items > 0 ? nobody / table.items : 0,
  };
  return { scores, sums };
}
