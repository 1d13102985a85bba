import { clusterSum } from './cluster-sum.js';
import type { Cluster, Micro, State } from './engine-state.js';
import { isPlaced } from './is-placed.js';
import { microSum } from './micros.js';
import type { Suggestion } from './people-engine.js';
import { personLabel } from './person-label.js';

type StillThem = Extract<Suggestion, { readonly kind: 'still-them' }>;

/** People of fewer faces have no middle to be far from. */
const FROM_SIZE = 4;

/** Faces farthest from the rest of their person, below what linking one face asks for; the farthest first. */
export function suggestStillThem(state: State): StillThem[] {
  const found: { readonly cosine: number; readonly suggestion: StillThem }[] = [];
  for (const cluster of state.owners.values()) {
    if (cluster.size < FROM_SIZE) continue;
    const sum = clusterSum(state, cluster);
    for (const micro of cluster.micros) {
      const [slot] = micro.faces;
      if (micro.faces.length > 2 || slot === undefined || isPlaced(state, slot)) continue;
      const cosine = cosineToRest(state, micro, sum);
      if (cosine >= state.thresholds.lone) continue;
      found.push({ cosine, suggestion: suggestion(state, cluster, slot) });
    }
  }
  return found.sort((a, b) => a.cosine - b.cosine).map(({ suggestion }) => suggestion);
}

function suggestion(state: State, cluster: Cluster, slot: number): StillThem {
  const reason = `This face is farther from the others of ${personLabel(state, cluster)} than theirs are from each other.`;
  return { kind: 'still-them', person: cluster.id!, face: state.ids[slot]!, reason };
}

function cosineToRest(state: State, micro: Micro, all: Float32Array): number {
  const own = microSum(state, micro);
  let [dot, ownSquare, restSquare] = [0, 0, 0];
  for (let i = 0; i < all.length; i++) {
    const rest = all[i]! - own[i]!;
    dot += own[i]! * rest;
    ownSquare += own[i]! * own[i]!;
    restSquare += rest * rest;
  }
  return dot / Math.sqrt(ownSquare * restSquare || 1);
}
