import type { ChangeRecord } from './change-record.js';
import { checkFace } from './check-face.js';
import type { Slot, State } from './engine-state.js';
import { isPlaced } from './is-placed.js';
import type { EngineFace } from './people-engine.js';
import { placeFaces } from './place-faces.js';
import { settle } from './settle.js';
import { attachWeak, weakNear } from './weak-faces.js';

/** Adds faces; all or, when one is refused, none. A face already there is refused. */
export function addFaces(state: State, batch: readonly EngineFace[], record: ChangeRecord): void {
  const seen = new Set<string>();
  for (const face of batch) {
    checkFace(state, face);
    if (state.slots.has(face.id) || seen.has(face.id))
      throw new RangeError(`face ${face.id} is there already`);
    seen.add(face.id);
  }
  const slots = batch.map((face) => enter(state, face));
  for (let first = 0; first < slots.length; first += AT_ONCE) {
    insertFaces(state, slots.slice(first, first + AT_ONCE), record);
  }
}

/** More faces are taken in turns, so that a large batch finds the people that small ones find. */
const AT_ONCE = 32;

/** Places faces that are entered but in no cluster yet, good ones first, and settles. */
function insertFaces(state: State, slots: readonly Slot[], record: ChangeRecord): void {
  const good = slots.filter((slot) => state.kinds[slot] === 'good' || isPlaced(state, slot));
  const weak = slots.filter((slot) => state.kinds[slot] === 'weak' && !isPlaced(state, slot));
  const { stirring } = placeFaces(state, good, record);
  const moved = settle(state, stirring, record);
  attachWeak(state, [...weak, ...weakNear(state, stirring, moved)], record);
}

function enter(state: State, face: EngineFace): Slot {
  const slot = state.ids.length;
  state.ids.push(face.id);
  state.slots.set(face.id, slot);
  state.quality.push(face.quality);
  state.takenAt.push(face.takenAt ?? Number.NaN);
  if (face.turned) state.turned.add(slot);
  state.host.push(-1);
  state.vectors.push(face.vector.values);
  const photo = state.photoNumbers.get(face.photo) ?? state.photoNumbers.size;
  state.photoNumbers.set(face.photo, photo);
  state.photos.push(photo);
  // concat, not push: an array that has grown keeps room for sixteen more
  state.facesOfPhoto[photo] = (state.facesOfPhoto[photo] ?? []).concat(slot);
  const good = face.quality >= state.thresholds.quality;
  state.kinds.push(state.resolved.excluded.has(face.id) ? 'excluded' : good ? 'good' : 'weak');
  if (!good) state.weakSlots[state.weakVectors.push(state.vectors.row(slot))] = slot;
  return slot;
}
