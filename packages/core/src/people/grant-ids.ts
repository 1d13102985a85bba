import type { ChangeRecord } from './change-record.js';
import type { Cluster, State } from './engine-state.js';
import type { PersonId } from './fact.js';
import { touch } from './touch.js';
import { saidId, userWord } from './user-word.js';

/** A person's id, handed on to the cluster that most of its faces are in now. */
export interface IdClaim {
  readonly id: PersonId;
  readonly size: number;
  readonly serial: number;
}

/** Good faces a cluster needs to show as a person, unless the user placed one of them. */
const PERSON_FROM = 2;

/**
 * Gives each cluster that shows as a person its id: the one the facts say, else the one it has or claims (of
 * the largest, then the earliest), else a new one founded on its first face. Others have none.
 */
export function grantIds(
  state: State,
  record: ChangeRecord,
  clusters: readonly Cluster[],
  claims: ReadonlyMap<Cluster, readonly IdClaim[]>,
): void {
  const word = userWord(state);
  const reserved = new Map<PersonId, Cluster>();
  for (const [cluster, standings] of word.standings) {
    for (const { person } of standings) reserved.set(person, cluster);
  }
  for (const { person } of state.resolved.standings) {
    if (!reserved.has(person)) reserved.set(person, NOWHERE);
  }
  const waiting = [...clusters];
  for (let cluster = waiting.shift(); cluster; cluster = waiting.shift()) {
    const shows = cluster.size >= PERSON_FROM || word.placed.has(cluster);
    const said = saidId(word.standings.get(cluster) ?? []);
    const own = said ?? bestClaim(cluster, claims.get(cluster) ?? [], reserved);
    const id = shows ? (own ?? foundId(state, cluster, reserved)) : null;
    const robbed = id === null ? undefined : state.owners.get(id);
    if (robbed && robbed !== cluster) {
      setId(state, record, robbed, null);
      waiting.push(robbed);
    }
    setId(state, record, cluster, id);
  }
}

const NOWHERE: Cluster = { micros: [], size: 0, id: null, serial: -1, stamp: 0, sum: null };

function bestClaim(
  cluster: Cluster,
  claims: readonly IdClaim[],
  reserved: ReadonlyMap<PersonId, Cluster>,
): PersonId | null {
  // A cluster that took others in claims its id as what it was before, like they do.
  const claimed = cluster.id === null || claims.some(({ id }) => id === cluster.id);
  const own = claimed ? [] : [{ id: cluster.id!, size: cluster.size, serial: cluster.serial }];
  const free = [...claims, ...own].filter(({ id }) => (reserved.get(id) ?? cluster) === cluster);
  free.sort((a, b) => b.size - a.size || a.serial - b.serial);
  return free[0]?.id ?? null;
}

function foundId(state: State, cluster: Cluster, reserved: ReadonlyMap<PersonId, Cluster>): PersonId {
  const slots = cluster.micros.flatMap((micro) => micro.faces).sort((a, b) => a - b);
  for (let turn = 1; ; turn++) {
    for (const slot of slots) {
      const id = `p${state.ids[slot]!}${turn === 1 ? '' : `~${turn}`}` as PersonId;
      if (!state.owners.has(id) && !reserved.has(id)) return id;
    }
  }
}

function setId(state: State, record: ChangeRecord, cluster: Cluster, id: PersonId | null): void {
  if (cluster.id !== id) {
    record.cluster(cluster);
    touch(state, cluster);
    if (cluster.id !== null && state.owners.get(cluster.id) === cluster) state.owners.delete(cluster.id);
    cluster.id = id;
  }
  if (id !== null) state.owners.set(id, cluster);
}
