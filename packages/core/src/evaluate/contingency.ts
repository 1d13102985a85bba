import type { Labels } from './labels.js';

/**
 * How often true group r and found group c share an item, in compressed rows: the cells of row r are
 * `rowStart[r] … rowStart[r + 1] − 1`. Everything the partition metrics need of the data.
 */
export interface Contingency {
  readonly items: number;
  readonly rowSizes: Int32Array;
  readonly columnSizes: Int32Array;
  readonly rowStart: Int32Array;
  readonly cellColumn: Int32Array;
  readonly cellCount: Int32Array;
  /** Dense row and column of every item; unclaimed items have a row or column of their own. */
  readonly rowOf: Int32Array;
  readonly columnOf: Int32Array;
}

/** Counts the cells by two counting sorts: O(items + groups) time and memory. Throws on unequal lengths. */
export function contingency(truth: Labels, found: Labels): Contingency {
  if (truth.length !== found.length) {
    throw new Error(
      `Expected one label per item in both partitions; got ${truth.length} and ${found.length}.`,
    );
  }
  const rows = dense(truth);
  const columns = dense(found);
  const rowSizes = sizes(rows.of, rows.groups);
  return {
    items: truth.length,
    rowSizes,
    columnSizes: sizes(columns.of, columns.groups),
    rowOf: rows.of,
    columnOf: columns.of,
    ...cells(rows.of, columns.of, rowSizes, columns.groups),
  };
}

function dense(labels: Labels): { of: Int32Array; groups: number } {
  const seen = new Map<number, number>();
  const of = new Int32Array(labels.length);
  let groups = 0;
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    const known = label < 0 ? undefined : seen.get(label);
    of[i] = known ?? groups;
    if (known !== undefined) continue;
    if (label >= 0) seen.set(label, groups);
    groups++;
  }
  return { of, groups };
}

function sizes(of: Int32Array, groups: number): Int32Array {
  const counts = new Int32Array(groups);
  for (const g of of) counts[g]!++;
  return counts;
}

function cells(rowOf: Int32Array, columnOf: Int32Array, rowSizes: Int32Array, columns: number) {
  const { order, starts } = byRow(rowOf, rowSizes);
  const rowStart = new Int32Array(rowSizes.length + 1);
  const column: number[] = [];
  const count: number[] = [];
  const cellAt = new Int32Array(columns).fill(-1);
  for (let r = 0; r < rowSizes.length; r++) {
    const first = column.length;
    for (let k = starts[r]!; k < starts[r + 1]!; k++) {
      const c = columnOf[order[k]!]!;
      if (cellAt[c]! < first) {
        cellAt[c] = column.length;
        column.push(c);
        count.push(0);
      }
      count[cellAt[c]!]!++;
    }
    rowStart[r + 1] = column.length;
  }
  return { rowStart, cellColumn: Int32Array.from(column), cellCount: Int32Array.from(count) };
}

function byRow(rowOf: Int32Array, rowSizes: Int32Array) {
  const starts = new Int32Array(rowSizes.length + 1);
  for (let r = 0; r < rowSizes.length; r++) starts[r + 1] = starts[r]! + rowSizes[r]!;
  const next = starts.slice();
  const order = new Int32Array(rowOf.length);
  for (let i = 0; i < rowOf.length; i++) order[next[rowOf[i]!]!++] = i;
  return { order, starts };
}
