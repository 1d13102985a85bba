import { createChangeRecord } from './change-record.js';
import type { State } from './engine-state.js';
import type { EngineChange } from './people-engine.js';
import { settle } from './settle.js';
import { attachWeak } from './weak-faces.js';

/** Low-quality faces looked at in one slice. */
const WEAK_SLICE = 16;
/** At most so many micro-clusters of a person are asked for their neighbours; keeps a slice under 10 ms (test/people). */
const ASKED = 48;

/**
 * Looks at every person and its neighbours again, opening those that `settle` opens for a new face, then at every
 * low-quality face. One person or a few faces a slice; the people are right between any two slices, so others
 * may change them meanwhile.
 */
export function* reclusterPeople(state: State): Generator<void, EngineChange> {
  const record = createChangeRecord(state);
  for (let row = 0; row < state.micros.length; row++) {
    const micro = state.micros[row];
    if (!micro || micro.cluster.micros[0] !== micro) continue;
    state.version++;
    settle(state, micro.cluster.micros.slice(0, ASKED), record, { neighbours: 12 });
    yield;
  }
  for (let first = 0; first < state.weakSlots.length; first += WEAK_SLICE) {
    attachWeak(state, state.weakSlots.slice(first, first + WEAK_SLICE), record);
    yield;
  }
  return record.finish([]);
}
