import type { FaceId } from '../faces/index.js';
import type { Cluster, Micro, State } from './engine-state.js';
import type { PersonId } from './fact.js';
import type { Standing } from './resolve-facts.js';

/** Where the facts in force point, in terms of the clusters as they are now. */
export interface UserWord {
  /** Link sets of the faces in each micro-cluster that has any. */
  readonly sets: ReadonlyMap<Micro, readonly number[]>;
  /** Micro-clusters by link set. */
  readonly members: ReadonlyMap<number, readonly Micro[]>;
  /** Clusters the user has said something about: kept whole, unless the facts say otherwise. */
  readonly held: ReadonlySet<Cluster>;
  /** A cluster with a face that the user placed shows as a person even with one face. */
  readonly placed: ReadonlySet<Cluster>;
  /** What was said of the person in a cluster, from the earliest said to the latest. */
  readonly standings: ReadonlyMap<Cluster, readonly Standing[]>;
}

/** O(faces named by facts). */
export function userWord(state: State): UserWord {
  const { links, placed: placedFaces, standings: said } = state.resolved;
  const sets = new Map<Micro, number[]>();
  const members = new Map<number, Micro[]>();
  const held = new Set<Cluster>();
  const placed = new Set<Cluster>();
  for (const [face, set] of links.faces()) {
    const micro = microOf(state, face);
    if (!micro) continue;
    addTo(sets, micro, set);
    addTo(members, set, micro);
    held.add(micro.cluster);
  }
  for (const face of placedFaces) {
    const cluster = microOf(state, face)?.cluster;
    if (!cluster) continue;
    held.add(cluster);
    placed.add(cluster);
  }
  const standings = new Map<Cluster, Standing[]>();
  for (const standing of said) {
    const cluster = microOf(state, standing.anchor)?.cluster;
    if (cluster) addTo(standings, cluster, standing);
  }
  return { sets, members, held, placed, standings };
}

/** The micro-cluster a face is in, or follows. */
export function microOf(state: State, face: FaceId): Micro | null {
  const slot = state.slots.get(face);
  if (slot === undefined || state.host[slot] === -1) return null;
  return state.micros[state.host[slot]!] ?? null;
}

/** The id that the facts give the cluster: that of a named person, else of the latest fact; null: none. */
export function saidId(standings: readonly Standing[]): PersonId | null {
  const named = standings.findLast((standing) => standing.name !== null);
  return (named ?? standings.at(-1))?.person ?? null;
}

function addTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (!list) map.set(key, [value]);
  else if (!list.includes(value)) list.push(value);
}
