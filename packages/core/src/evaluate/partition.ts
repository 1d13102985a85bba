/** Item → label of its group. Items absent from one of two partitions are refused, not ignored. */
export type Partition = ReadonlyMap<string, string>;
