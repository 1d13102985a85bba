/**
 * A partition of items 0..n−1 in flat form: `labels[i]` is the number of the group that holds item i, any
 * integer ≥ 0; −1 says that nobody claims the item, which every metric reads as a group of its own.
 */
export type Labels = Int32Array;
