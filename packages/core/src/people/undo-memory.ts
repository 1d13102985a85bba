import type { ChangeRecord } from './change-record.js';
import type { Cluster, Micro, State, UndoMemory } from './engine-state.js';
import type { FactId } from './fact.js';
import { dropMicro, foundMicro, isAlive, refillMicro } from './micros.js';
import { rememberNear } from './near-micros.js';

/** Corrections that can be undone exactly; an older one is undone by merging anew without it. */
const KEPT = 32;

/** Begins to remember; `touch` does the rest. */
export function beginMemory(state: State, facts: Iterable<FactId>): void {
  const memory = { facts: new Set(facts), before: new Map(), start: state.serial, after: new Map() };
  state.memories.push(memory);
  if (state.memories.length > KEPT) state.memories.shift();
  state.remembering = memory;
}

export function endMemory(state: State): void {
  const memory = state.remembering;
  state.remembering = null;
  if (!memory) return;
  const after = new Map<Cluster, number>();
  for (const micro of state.micros) {
    if (!micro) continue;
    const { cluster } = micro;
    if (memory.before.has(cluster) || cluster.serial >= memory.start) after.set(cluster, cluster.stamp);
  }
  memory.after = after;
}

/** Puts back what the correction with exactly these facts changed; false when others have changed it since. */
export function restoreMemory(state: State, facts: ReadonlySet<FactId>, record: ChangeRecord): boolean {
  const at = state.memories.findLastIndex(
    (memory) => memory.facts.size === facts.size && [...facts].every((fact) => memory.facts.has(fact)),
  );
  const memory = state.memories[at];
  if (!memory) return false;
  for (const [cluster, stamp] of memory.after) {
    if (cluster.stamp !== stamp || !cluster.micros.some((micro) => isAlive(state, micro))) return false;
  }
  state.memories.splice(at, 1);
  putBack(state, memory, record);
  return true;
}

function putBack(state: State, memory: UndoMemory, record: ChangeRecord): void {
  for (const cluster of memory.after.keys()) clear(state, cluster, record);
  for (const shape of memory.before.values())
    for (const { faces, weak } of shape.micros) for (const slot of [...faces, ...weak]) record.face(slot);
  const kept = new Set([...memory.before.values()].flatMap(({ micros }) => micros.map(({ micro }) => micro)));
  for (const cluster of memory.after.keys()) {
    for (const micro of [...cluster.micros]) if (!kept.has(micro)) dropMicro(state, micro);
  }
  const replaced = new Map<Micro, Micro>();
  for (const [cluster, shape] of memory.before) {
    cluster.micros = shape.micros.map(({ micro, faces, weak }) => {
      const now = isAlive(state, micro) ? micro : foundMicro(state, faces, micro.mute);
      if (now !== micro) replaced.set(micro, now);
      refillMicro(state, now, faces, weak);
      now.cluster = cluster;
      return now;
    });
    cluster.size = cluster.micros.reduce((total, micro) => total + micro.faces.length, 0);
    cluster.id = shape.id;
    cluster.stamp = shape.stamp;
    if (shape.id !== null) state.owners.set(shape.id, cluster);
  }
  for (const [old, now] of replaced) {
    for (const [at, near] of old.near.entries()) {
      const other = replaced.get(near) ?? near;
      if (isAlive(state, other)) rememberNear(state, now, other, old.nearCosine[at]!);
    }
  }
}

/** Lets go of the cluster's faces and id, keeping its micro-clusters. */
function clear(state: State, cluster: Cluster, record: ChangeRecord): void {
  record.cluster(cluster);
  if (cluster.id !== null && state.owners.get(cluster.id) === cluster) state.owners.delete(cluster.id);
  for (const micro of cluster.micros) {
    for (const slot of [...micro.faces, ...micro.weak]) state.host[slot] = -1;
  }
}
