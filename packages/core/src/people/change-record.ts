import type { FaceId } from '../faces/index.js';
import type { Cluster, Slot, State } from './engine-state.js';
import type { PersonId } from './fact.js';
import type { EngineChange, FactConflict } from './people-engine.js';

/** Remembers, during one operation, which person each face that may move was shown under before. */
export interface ChangeRecord {
  /** Notes every face of the cluster. Call before changing it. */
  cluster(cluster: Cluster): void;
  face(slot: Slot): void;
  /** The faces whose person is another one now, in order of joining. */
  finish(conflicts: readonly FactConflict[]): EngineChange;
}

export function createChangeRecord(state: State): ChangeRecord {
  const before = new Map<Slot, PersonId | null>();
  const face = (slot: Slot): void => {
    if (!before.has(slot)) before.set(slot, personOfSlot(state, slot));
  };
  return {
    face,
    cluster(cluster) {
      for (const micro of cluster.micros) {
        for (const slot of micro.faces) face(slot);
        for (const slot of micro.weak) face(slot);
      }
    },
    finish(conflicts) {
      const moved = new Map<FaceId, PersonId | null>();
      for (const slot of [...before.keys()].sort((a, b) => a - b)) {
        const now = personOfSlot(state, slot);
        if (now !== before.get(slot)) moved.set(state.ids[slot]!, now);
      }
      return { moved, conflicts };
    },
  };
}

/** The person a face shows under; null for strangers, undecided and excluded faces. */
export function personOfSlot(state: State, slot: Slot): PersonId | null {
  const host = state.host[slot]!;
  return host === -1 ? null : (state.micros[host]?.cluster.id ?? null);
}
