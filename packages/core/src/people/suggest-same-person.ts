import { type Cosine, dot } from '../vectors/index.js';
import { clusterSum } from './cluster-sum.js';
import type { Cluster, State } from './engine-state.js';
import { growthOf } from './link-rule.js';
import { isAlive } from './micros.js';
import type { Suggestion } from './people-engine.js';
import { personLabels } from './person-labels.js';
import { type UserWord, userWord } from './user-word.js';

/** How far below the threshold a pair may be and still be asked about. */
const REACH = 0.15;

type SamePerson = Extract<Suggestion, { readonly kind: 'same-person' }>;

/** Pairs of people just too far apart to be linked by themselves, by the faces that the answer would place. */
export function suggestSamePerson(state: State): SamePerson[] {
  const word = userWord(state);
  const pairs = new Map<Cluster, Set<Cluster>>();
  for (const cluster of state.owners.values()) {
    for (const other of neighbours(state, cluster)) {
      const [a, b] = cluster.size >= other.size ? [cluster, other] : [other, cluster];
      pairs.set(a, (pairs.get(a) ?? new Set()).add(b));
    }
  }
  const found: SamePerson[] = [];
  for (const [a, others] of pairs) {
    for (const b of others) {
      const cosine = dot(clusterSum(state, a), clusterSum(state, b)) / (a.size * b.size);
      const required = state.thresholds.sure + growthOf(state);
      if (cosine < required - REACH || areApart(state, word, a, b)) continue;
      const reason = `${personLabels(state, a, b).join(' and ')} look alike, but not enough to decide without you.`;
      found.push({
        kind: 'same-person',
        a: a.id!,
        b: b.id!,
        faces: b.size,
        cosine: cosine as Cosine,
        reason,
      });
    }
  }
  return found.sort((x, y) => y.faces - x.faces || y.cosine - x.cosine);
}

function neighbours(state: State, cluster: Cluster): Set<Cluster> {
  const found = new Set<Cluster>();
  for (const micro of cluster.micros) {
    for (const near of micro.near) {
      if (isAlive(state, near) && near.cluster !== cluster && near.cluster.id !== null)
        found.add(near.cluster);
    }
  }
  return found;
}

function areApart(state: State, word: UserWord, a: Cluster, b: Cluster): boolean {
  if (!word.held.has(a) || !word.held.has(b)) return false;
  const sets = (cluster: Cluster): number[] => cluster.micros.flatMap((micro) => word.sets.get(micro) ?? []);
  return sets(a).some((set) => sets(b).some((other) => state.resolved.links.apart(set, other)));
}
