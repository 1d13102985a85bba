/** What is merged: a micro-cluster, or a whole cluster that is not to be taken apart. */
export interface Unit {
  /** Sum of its faces' unit vectors. Asked for at most once, and of a frozen one only to compare; not written to. */
  readonly sum: () => Float32Array;
  /** Good faces in it. */
  readonly size: number;
  /** Units worth comparing with, by number. */
  readonly near: readonly number[];
  /** Link sets of its faces. Units that share one are merged whatever their likeness. */
  readonly sets: readonly number[];
  /** Placed after all others. */
  readonly late: boolean;
  /** Takes no part and is in no result: there only for others to be compared with. */
  readonly frozen: boolean;
}

/** How two groups are judged; a group is a list of unit numbers. */
export interface AgglomerationRule {
  /** No two groups are one below this mean cosine. */
  readonly floor: number;
  /** The mean cosine from which on two groups are one; `pair.cosine` is what they have. */
  required(a: Group, b: Group, pair: PairFigures): number;
  apart(set: number, other: number): boolean;
}

export interface Group {
  readonly units: readonly number[];
  readonly size: number;
  /** Length of the sum of its unit vectors: size · cohesion. */
  readonly norm: number;
}

interface PairFigures {
  /** Mean over all pairs of a face of one and a face of the other: average linkage. */
  readonly cosine: number;
  /** How far the other is ahead of the group next nearest to this one; negative: another one is nearer. */
  readonly leadA: number;
  readonly leadB: number;
}
