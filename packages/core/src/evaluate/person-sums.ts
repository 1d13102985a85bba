import type { Contingency } from './contingency.js';

/** Columns of `PersonSums.values`, one row of them per true person. */
export const sum = {
  items: 0,
  bcubedP: 1,
  bcubedR: 2,
  pairsRight: 3,
  pairsClaimed: 4,
  pairsTrue: 5,
} as const;
export const sumStride = 6;

/**
 * Per true person the sums whose ratios are the pairwise and B-cubed figures, so that a person is the unit that
 * the bootstrap draws. A claimed pair of two people counts half for each. O(cells).
 */
export interface PersonSums {
  readonly people: number;
  /** people × `sumStride`, row-major. */
  readonly values: Float64Array;
}

export function personSums(table: Contingency): PersonSums {
  const people = table.rowSizes.length;
  const values = new Float64Array(people * sumStride);
  for (let r = 0; r < people; r++) addPerson(table, r, values);
  return { people, values };
}

function addPerson(table: Contingency, r: number, values: Float64Array): void {
  const size = table.rowSizes[r]!;
  const at = r * sumStride;
  values[at + sum.items] = size;
  values[at + sum.pairsTrue] = (size * (size - 1)) / 2;
  for (let k = table.rowStart[r]!; k < table.rowStart[r + 1]!; k++) {
    const n = table.cellCount[k]!;
    const cluster = table.columnSizes[table.cellColumn[k]!]!;
    values[at + sum.bcubedP]! += (n * n) / cluster;
    values[at + sum.bcubedR]! += (n * n) / size;
    values[at + sum.pairsRight]! += (n * (n - 1)) / 2;
    values[at + sum.pairsClaimed]! += (n * (cluster - 1)) / 2;
  }
}
