import type { Labels } from './labels.js';
import type { Partition } from './partition.js';

/**
 * Two partitions of the same items as flat labels over one order of items (that of `truth`).
 * Throws when an item is missing from either. O(n).
 */
export function flattenPartitions(
  truth: Partition,
  found: Partition,
): { readonly items: readonly string[]; readonly truth: Labels; readonly found: Labels } {
  const items = [...truth.keys()];
  const missing = items.find((item) => !found.has(item)) ?? [...found.keys()].find((k) => !truth.has(k));
  if (missing !== undefined) {
    throw new Error(`Both partitions must hold the same items; '${missing}' is in one of them only.`);
  }
  return { items, truth: number(items, truth), found: number(items, found) };
}

function number(items: readonly string[], partition: Partition): Labels {
  const seen = new Map<string, number>();
  return Int32Array.from(items, (item) => {
    const label = partition.get(item)!;
    const known = seen.get(label) ?? seen.size;
    seen.set(label, known);
    return known;
  });
}
