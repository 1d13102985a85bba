import { dot } from '../vectors/index.js';
import type { Cluster, Micro, Slot, State } from './engine-state.js';
import { faceVector, microSum } from './micros.js';
import type { Candidate } from './weak-faces.js';

/** The person that the face resembles most beside its own, and how that likeness compares. */
export function rivalSentence(
  state: State,
  slot: Slot,
  own: Cluster,
  rival: Candidate,
  label: string,
): string {
  const likeness = likenessWithout(state, slot, own);
  if (likeness === null) return ` It also resembles ${label}.`;
  const lead = likeness - rival.cosine;
  const who = label.charAt(0).toUpperCase() + label.slice(1);
  if (lead <= 0) return ` ${who} looks at least as much like this face: please check who it is.`;
  if (lead < state.thresholds.attachLead) return ` ${who} looks nearly as much like this face.`;
  return ` ${who} looks like this face too, but clearly less.`;
}

/** Cosine to the nearest micro-cluster of the face's person, the face itself left out; null: there is no other face. */
function likenessWithout(state: State, slot: Slot, own: Cluster): number | null {
  const others = own.micros.filter((micro) => micro.faces.some((face) => face !== slot));
  if (others.length === 0) return null;
  return Math.max(...others.map((micro) => cosineWithout(state, slot, micro)));
}

function cosineWithout(state: State, slot: Slot, micro: Micro): number {
  if (!micro.faces.includes(slot)) return state.centres.cosine(state.vectors.row(slot), micro.row);
  const rest = microSum(state, micro).slice();
  state.vectors.addTo(rest, slot, -1);
  return dot(rest, faceVector(state, slot)) / Math.sqrt(dot(rest, rest));
}
