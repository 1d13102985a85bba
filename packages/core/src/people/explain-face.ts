import type { Cosine } from '../vectors/index.js';
import { personOfSlot } from './change-record.js';
import type { Cluster, Slot, State } from './engine-state.js';
import { isPlaced } from './is-placed.js';
import type { Explanation } from './people-engine.js';
import { personLabel } from './person-label.js';
import { personLabels } from './person-labels.js';
import { rivalSentence } from './rival-sentence.js';
import { type Candidate, nearestClusters } from './weak-faces.js';

/** Faces shown as the nearest. */
const NEAREST = 5;

/** Why the face is where it is. One scan over all faces. */
export function explainFace(state: State, slot: Slot): Explanation {
  const nearest = nearestFaces(state, slot);
  return {
    face: state.ids[slot]!,
    person: personOfSlot(state, slot),
    sentence: sentenceFor(state, slot),
    nearest: nearest.map(({ slot: other, cosine }) => ({
      face: state.ids[other]!,
      person: personOfSlot(state, other),
      cosine: cosine as Cosine,
    })),
  };
}

function nearestFaces(state: State, slot: Slot): { readonly slot: Slot; readonly cosine: number }[] {
  const found: { slot: Slot; cosine: number }[] = [];
  state.vectors.scan([state.vectors.row(slot)], 0.05, (_, other, cosine) => {
    if (other !== slot && state.kinds[other] !== 'excluded') found.push({ slot: other, cosine });
  });
  return found.sort((a, b) => b.cosine - a.cosine || a.slot - b.slot).slice(0, NEAREST);
}

function sentenceFor(state: State, slot: Slot): string {
  if (state.kinds[slot] === 'excluded') return 'You said that this is not a face to look for.';
  const cluster = state.micros[state.host[slot]!]?.cluster ?? null;
  if (cluster?.id && isPlaced(state, slot)) return `You said that this is ${personLabel(state, cluster)}.`;
  const candidates = nearestClusters(state, [slot], state.thresholds.linkFloor)[0]!.filter(
    ({ micro }) => micro.cluster !== cluster && micro.cluster.id !== null,
  );
  if (cluster?.id) return sentenceInside(state, slot, cluster, candidates[0] ?? null);
  return sentenceOutside(
    state,
    slot,
    candidates.map(({ micro }) => micro.cluster),
  );
}

function sentenceInside(state: State, slot: Slot, cluster: Cluster, rival: Candidate | null): string {
  const [whose, next] = rival
    ? personLabels(state, cluster, rival.micro.cluster)
    : [personLabel(state, cluster), ''];
  const alike = countAlike(state, slot, cluster);
  const good = state.kinds[slot] === 'good';
  const others = cluster.size - (good ? 1 : 0);
  const poor = good ? '' : ' It is too small or blurred to count as evidence itself.';
  const rest = rival ? rivalSentence(state, slot, cluster, rival, next) : ' Nobody else here looks like it.';
  return `This looks like ${whose}: ${alikeTo(alike, others, good)}.${rest}${poor}`;
}

/** '… both other clear pictures', '… all 17 other clear pictures', '… 3 of the 4 other clear pictures', '… the one clear picture'. */
function alikeTo(alike: number, others: number, good: boolean): string {
  const kind = good ? 'other clear' : 'clear';
  if (others === 0) return 'it is the only clear picture of them';
  if (alike === 0) return 'it is like their pictures taken together, though close to no single one';
  if (others === 1) return `it is close to the one ${kind} picture of them`;
  const all = others === 2 ? 'both' : `all ${others}`;
  return `it is close to ${alike === others ? all : `${alike} of the ${others}`} ${kind} pictures of them`;
}

function sentenceOutside(state: State, slot: Slot, candidates: readonly Cluster[]): string {
  const poor = state.kinds[slot] === 'weak';
  const [first, second] = candidates;
  if (first && second) {
    const pair = personLabels(state, first, second).join(' or ');
    return `This could be ${pair}, and neither is clear enough to decide; you can say who it is.`;
  }
  if (first) {
    const why = poor ? 'the face is too small or blurred to be sure' : 'not enough to be sure';
    return `This resembles ${personLabel(state, first)} a little, but ${why}.`;
  }
  return poor
    ? 'The face is too small or blurred to say who it is.'
    : 'No other picture of this person has been found yet.';
}

function countAlike(state: State, slot: Slot, cluster: Cluster): number {
  const inside = new Set(cluster.micros.flatMap((micro) => micro.faces));
  let alike = 0;
  state.vectors.scan([state.vectors.row(slot)], state.thresholds.linkFloor, (_, other) => {
    if (other !== slot && inside.has(other)) alike++;
  });
  return alike;
}
