import type { Slot, State } from './engine-state.js';

/** Whether the user placed the face: then it is in a micro-cluster whatever its quality. */
export function isPlaced(state: State, slot: Slot): boolean {
  return state.resolved.placed.has(state.ids[slot]!);
}
