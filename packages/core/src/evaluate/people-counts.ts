import type { Contingency } from './contingency.js';

/**
 * What happened to the people. Only true people with at least two faces count (`recurring`): a person seen once
 * has nothing to be joined with. Our definitions, in whole people, beside the rates that hide them:
 * - found: one group holds at least half of the person's faces, and at least half of that group is theirs;
 * - merged: people lost inside another: where one group holds more than half of each of k people, k − 1;
 * - fragmented: two or more groups each hold at least two of the person's faces, as at least half of the group;
 * - mixed: groups (not people) in which two or more people have at least two faces each.
 */
export interface PeopleCounts {
  readonly recurring: number;
  readonly found: number;
  readonly merged: number;
  readonly fragmented: number;
  readonly mixed: number;
}

/** O(cells). */
export function peopleCounts(table: Contingency): PeopleCounts {
  const homes = new Int32Array(table.columnSizes.length);
  const tenants = new Int32Array(table.columnSizes.length);
  const counts = { recurring: 0, found: 0, fragmented: 0 };
  for (let r = 0; r < table.rowSizes.length; r++) {
    if (table.rowSizes[r]! < 2) continue;
    counts.recurring++;
    countPerson(table, r, counts, homes, tenants);
  }
  let merged = 0;
  for (const n of homes) merged += Math.max(0, n - 1);
  return { ...counts, merged, mixed: tenants.reduce((sum, n) => sum + (n > 1 ? 1 : 0), 0) };
}

function countPerson(
  table: Contingency,
  r: number,
  counts: { found: number; fragmented: number },
  homes: Int32Array,
  tenants: Int32Array,
): void {
  const size = table.rowSizes[r]!;
  let own = 0;
  let found = false;
  for (let k = table.rowStart[r]!; k < table.rowStart[r + 1]!; k++) {
    const column = table.cellColumn[k]!;
    const n = table.cellCount[k]!;
    const ours = 2 * n >= table.columnSizes[column]!;
    if (2 * n > size) homes[column]!++;
    if (n >= 2) tenants[column]!++;
    if (n >= 2 && ours) own++;
    if (2 * n >= size && ours && n >= 2) found = true;
  }
  if (found) counts.found++;
  if (own >= 2) counts.fragmented++;
}
