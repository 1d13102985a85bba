import type { Slot, State } from './engine-state.js';
import type { Suggestion } from './people-engine.js';
import { personLabels } from './person-labels.js';
import { nearestClusters } from './weak-faces.js';

type Undecided = Extract<Suggestion, { readonly kind: 'undecided' }>;

/** Faces examined for one list: the latest ones without a person. */
const EXAMINED = 256;

/** Faces without a person that are near two people and clearly nearer to neither, the latest first. */
export function suggestUndecided(state: State, limit: number): Undecided[] {
  const slots = facesOfNobody(state);
  const found: Undecided[] = [];
  for (const [at, candidates] of nearestClusters(state, slots, state.thresholds.attach).entries()) {
    const people = candidates.map(({ micro }) => micro.cluster).filter((cluster) => cluster.id !== null);
    if (people.length < 2 || found.length >= limit) continue;
    const [first, second] = people;
    found.push({
      kind: 'undecided',
      face: state.ids[slots[at]!]!,
      candidates: people.slice(0, 3).map((cluster) => cluster.id!),
      reason: `This could be ${personLabels(state, first!, second!).join(' or ')}.`,
    });
  }
  return found;
}

function facesOfNobody(state: State): Slot[] {
  const slots: Slot[] = [];
  for (let slot = state.ids.length - 1; slot >= 0 && slots.length < EXAMINED; slot--) {
    const { kinds, host, micros } = state;
    if (kinds[slot] !== 'good' && kinds[slot] !== 'weak') continue;
    if ((micros[host[slot]!]?.cluster.id ?? null) === null) slots.push(slot);
  }
  return slots;
}
