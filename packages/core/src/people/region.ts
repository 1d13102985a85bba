import type { Cluster, Micro, State } from './engine-state.js';
import { isAlive } from './micros.js';
import type { UserWord } from './user-word.js';

export interface Region {
  readonly touched: readonly Micro[];
  /** In order of founding. */
  readonly clusters: readonly Cluster[];
}

/** Neighbouring clusters looked at for one change: the nearest ones. */
const NEIGHBOURS = 24;

/** The clusters of the touched micro-clusters, those tied to them by facts, and the nearest next to them. */
export function gatherRegion(
  state: State,
  touched: readonly Micro[],
  word: UserWord,
  neighbours: number = Math.max(NEIGHBOURS, 2 * touched.length),
): Region {
  const clusters = new Set(touched.map((micro) => micro.cluster));
  for (const cluster of [...clusters]) {
    for (const micro of word.held.has(cluster) ? cluster.micros : []) {
      for (const set of word.sets.get(micro) ?? []) {
        for (const member of word.members.get(set) ?? []) clusters.add(member.cluster);
      }
    }
  }
  for (const cluster of nearest(state, touched, clusters).slice(0, neighbours)) clusters.add(cluster);
  return { touched, clusters: [...clusters].sort((a, b) => a.serial - b.serial) };
}

function nearest(state: State, touched: readonly Micro[], known: ReadonlySet<Cluster>): Cluster[] {
  const best = new Map<Cluster, number>();
  for (const micro of touched) {
    for (const [at, near] of micro.near.entries()) {
      if (!isAlive(state, near) || known.has(near.cluster)) continue;
      best.set(near.cluster, Math.max(best.get(near.cluster) ?? -1, micro.nearCosine[at]!));
    }
  }
  return [...best]
    .sort(([a, cosineA], [b, cosineB]) => cosineB - cosineA || a.serial - b.serial)
    .map(([cluster]) => cluster);
}
