import type { ChangeRecord } from './change-record.js';
import type { Cluster, Micro, Slot, State } from './engine-state.js';
import { facesNamedBy } from './faces-named-by.js';
import type { Fact, Statement } from './fact.js';
import { isPlaced } from './is-placed.js';
import { leaveMicro } from './micros.js';
import { partMicros } from './part-micros.js';
import type { FactConflict } from './people-engine.js';
import { placeFaces } from './place-faces.js';
import { resolveFacts } from './resolve-facts.js';
import { settle } from './settle.js';
import { beginMemory, endMemory, restoreMemory } from './undo-memory.js';
import { microOf } from './user-word.js';
import { attachWeak, detachWeak, weakNear } from './weak-faces.js';

/** Takes facts into the log (one known already is ignored) and makes the people follow them. */
export function applyFacts(state: State, facts: readonly Fact[], record: ChangeRecord): FactConflict[] {
  const known = new Map(state.facts.map((fact) => [fact.id, fact] as const));
  const fresh = facts.filter((fact) => !known.has(fact.id));
  if (fresh.length === 0) return [];
  const before = state.resolved;
  state.facts = [...state.facts, ...fresh];
  state.resolved = resolveFacts(state.facts);
  const unfollowed = fresh.filter((fact) => !state.followed.delete(fact.id));
  if (unfollowed.length === 0) return [];
  for (const fact of fresh) known.set(fact.id, fact);
  const undone = unfollowed.flatMap((fact) => targetsOf(fact, known));
  const slots = affectedSlots(state, [...unfollowed, ...undone]);
  const dissolve = new Set<Cluster>();
  for (const fact of undone) {
    if (UNLINKING.has(fact.statement.kind)) {
      for (const slot of affectedSlots(state, [fact])) addCluster(state, slot, dissolve);
    }
  }
  const targets = new Set(undone.map((fact) => fact.id));
  if (
    unfollowed.every(({ statement }) => statement.kind === 'undo') &&
    restoreMemory(state, targets, record)
  ) {
    for (const slot of slots) settleKind(state, slot);
  } else {
    beginMemory(
      state,
      unfollowed.map((fact) => fact.id),
    );
    follow(state, slots, dissolve, record);
    endMemory(state);
  }
  const old = new Set(before.conflicts.map(({ inForce, overruled }) => `${inForce} ${overruled}`));
  return state.resolved.conflicts.filter(({ inForce, overruled }) => !old.has(`${inForce} ${overruled}`));
}

const UNLINKING = new Set<Statement['kind']>(['same', 'different', 'not-person', 'name']);

/** What an undo undoes, through undone undos; nothing for other facts. */
function targetsOf(fact: Fact, known: ReadonlyMap<string, Fact>): Fact[] {
  const targets: Fact[] = [];
  for (let at: Fact | undefined = fact; at?.statement.kind === 'undo'; ) {
    at = known.get(at.statement.fact);
    if (at && at.statement.kind !== 'undo') targets.push(at);
  }
  return targets;
}

function affectedSlots(state: State, facts: readonly Fact[]): Slot[] {
  const slots = new Set<Slot>();
  for (const { statement } of facts) {
    for (const face of facesNamedBy(statement)) {
      const slot = state.slots.get(face);
      if (slot !== undefined && state.kinds[slot] !== 'gone') slots.add(slot);
    }
  }
  return [...slots].sort((a, b) => a - b);
}

function addCluster(state: State, slot: Slot, clusters: Set<Cluster>): void {
  const micro = state.micros[state.host[slot]!];
  if (micro) clusters.add(micro.cluster);
}

function follow(
  state: State,
  slots: readonly Slot[],
  dissolve: ReadonlySet<Cluster>,
  record: ChangeRecord,
): void {
  const changed = new Set<Micro>();
  const loose: Slot[] = [];
  for (const slot of slots) {
    const cluster = state.micros[state.host[slot]!]?.cluster;
    if (cluster) record.cluster(cluster);
    for (const micro of cluster?.micros.slice(0, 64) ?? []) changed.add(micro);
    record.face(slot);
    loose.push(...takeOut(state, slot));
  }
  for (const slot of partMicros(state)) loose.push(...leaveMicro(state, slot), slot);
  const homeless = [...new Set([...slots, ...loose])].filter((slot) => state.host[slot] === -1);
  const inPlay = homeless.filter((slot) => state.kinds[slot] === 'good' || isPlaced(state, slot));
  inPlay.sort((a, b) => a - b);
  for (const micro of placeFaces(state, inPlay, record).changed) changed.add(micro);
  for (const slot of slots) {
    const micro = microOf(state, state.ids[slot]!);
    if (micro) changed.add(micro);
  }
  const moved = settle(state, changed, record, { dissolve });
  const weak = [...slots, ...loose].filter((slot) => state.kinds[slot] === 'weak' && !isPlaced(state, slot));
  attachWeak(state, [...weak, ...weakNear(state, changed, moved)], record);
}

/** Takes a face out of where it can no longer be; returns faces that lost the one they followed. */
function takeOut(state: State, slot: Slot): readonly Slot[] {
  const { excluded, exiled } = state.resolved;
  const id = state.ids[slot]!;
  const micro = state.micros[state.host[slot]!] ?? null;
  const inside = micro?.faces.includes(slot) ?? false;
  const good = state.quality[slot]! >= state.thresholds.quality;
  if (excluded.has(id)) {
    state.kinds[slot] = 'excluded';
    if (inside) return leaveMicro(state, slot);
    detachWeak(state, slot);
    return [];
  }
  settleKind(state, slot);
  if (inside && !good && !isPlaced(state, slot)) return leaveMicro(state, slot);
  if (!inside && !good && isPlaced(state, slot)) detachWeak(state, slot);
  if (micro && inside && exiled.has(id) && micro.faces.length > 1) return leaveMicro(state, slot);
  return [];
}

function settleKind(state: State, slot: Slot): void {
  const good = state.quality[slot]! >= state.thresholds.quality;
  const excluded = state.resolved.excluded.has(state.ids[slot]!);
  state.kinds[slot] = excluded ? 'excluded' : good ? 'good' : 'weak';
}
