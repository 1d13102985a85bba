import type { FaceId } from '../faces/index.js';
import type { ChangeRecord } from './change-record.js';
import type { Micro, Slot, State } from './engine-state.js';
import { leaveMicro } from './micros.js';
import { settle } from './settle.js';
import { attachWeak, detachWeak, weakNear } from './weak-faces.js';

/** Removes faces for good: their photo is gone. Facts about them stay in the log. Unknown faces are ignored. */
export function removeFaces(state: State, faces: readonly FaceId[], record: ChangeRecord): void {
  const changed = new Set<Micro>();
  const loose: Slot[] = [];
  for (const face of faces) {
    const slot = state.slots.get(face);
    if (slot === undefined) continue;
    const micro = state.micros[state.host[slot]!];
    if (micro) {
      record.cluster(micro.cluster);
      for (const other of micro.cluster.micros.slice(0, 64)) changed.add(other);
      if (micro.faces.includes(slot)) loose.push(...leaveMicro(state, slot));
      else detachWeak(state, slot);
    }
    forget(state, slot);
  }
  const moved = settle(state, changed, record);
  attachWeak(state, [...loose, ...weakNear(state, [], moved)], record);
}

function forget(state: State, slot: Slot): void {
  state.kinds[slot] = 'gone';
  state.slots.delete(state.ids[slot]!);
  const photo = state.facesOfPhoto[state.photos[slot]!]!;
  photo.splice(photo.indexOf(slot), 1);
  state.vectors.set(slot, new Float32Array(state.dimension));
  const weakRow = state.weakSlots.indexOf(slot);
  if (weakRow !== -1) state.weakVectors.set(weakRow, new Float32Array(state.dimension));
}
