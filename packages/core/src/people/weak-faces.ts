import { dot } from '../vectors/index.js';
import type { ChangeRecord } from './change-record.js';
import { clusterSum } from './cluster-sum.js';
import type { Cluster, Micro, Slot, State } from './engine-state.js';
import { isPlaced } from './is-placed.js';
import { growthOf } from './link-rule.js';
import { faceVector, isAlive } from './micros.js';
import { touch } from './touch.js';
import { type UserWord, userWord } from './user-word.js';

/** A cluster a low-quality face could belong to. */
export interface Candidate {
  readonly micro: Micro;
  readonly cosine: number;
}

/**
 * Attaches each face to the nearest person, if the nearest is near enough and the next person clearly farther;
 * else lets it wait. Called after the people are settled: what is attached here has no say in them.
 */
export function attachWeak(state: State, slots: readonly Slot[], record: ChangeRecord): void {
  if (slots.length === 0) return;
  const word = userWord(state);
  const sorted = [...new Set(slots)]
    .sort((a, b) => a - b)
    .filter((slot) => state.kinds[slot] === 'weak' && !isPlaced(state, slot));
  const found = nearestClusters(state, sorted, rivalFrom(state));
  for (const [at, slot] of sorted.entries()) {
    record.face(slot);
    const before = state.micros[state.host[slot]!];
    detachWeak(state, slot);
    const host = decide(state, slot, found[at]!, word) ?? kept(state, slot, before ?? null, word);
    if (!host) continue;
    touch(state, host.cluster);
    host.weak.push(slot);
    state.host[slot] = host.row;
  }
}

/** The cosine from which on a face may follow a micro-cluster. */
const attachFrom = (state: State): number => state.thresholds.attach + growthOf(state);

/** … and from which on another person's may forbid it. */
const rivalFrom = (state: State): number => attachFrom(state) - state.thresholds.attachLead;

/**
 * Low-quality faces for which it may make a difference that micro-clusters have come or grown (`grown`), or are in other company
 * (`moved`): they may follow one, and what kept them from following another may be gone.
 */
export function weakNear(state: State, grown: Iterable<Micro>, moved: ReadonlySet<Micro>): Slot[] {
  const asked = [...new Set([...grown, ...moved])].filter((micro) => isAlive(state, micro) && !micro.mute);
  const slots = new Set<Slot>();
  const centres = asked.map((micro) => state.centres.row(micro.row));
  state.weakVectors.scan(centres, rivalFrom(state), (query, row, cosine) => {
    const slot = state.weakSlots[row]!;
    const micro = asked[query]!;
    if (!slots.has(slot) && (moved.has(micro) || matters(state, slot, micro, cosine))) slots.add(slot);
  });
  return [...slots];
}

/**
 * Whether a micro-cluster at this cosine may change what the face follows: it could be followed itself, rivals the
 * one that is, or has left the face behind.
 */
function matters(state: State, slot: Slot, micro: Micro, cosine: number): boolean {
  if (state.resolved.links.setOf(state.ids[slot]!) !== -1) return true;
  const attach = attachFrom(state);
  const host = state.micros[state.host[slot]!];
  if (!host) return cosine >= attach;
  const own = state.centres.cosine(state.vectors.row(slot), host.row);
  return host.cluster === micro.cluster ? own < attach : cosine > own - state.thresholds.attachLead;
}

/** The nearest micro-cluster of each cluster within reach, nearest first. */
export function nearestClusters(state: State, slots: readonly Slot[], reach: number): Candidate[][] {
  const best = slots.map(() => new Map<Cluster, Candidate>());
  const vectors = slots.map((slot) => state.vectors.row(slot));
  state.centres.scan(vectors, reach, (query, row, cosine) => {
    const micro = state.micros[row]!;
    const known = best[query]!.get(micro.cluster);
    if (!known || cosine > known.cosine) best[query]!.set(micro.cluster, { micro, cosine });
  });
  return best.map((clusters) =>
    [...clusters.values()].sort(
      (a, b) => b.cosine - a.cosine || a.micro.cluster.serial - b.micro.cluster.serial,
    ),
  );
}

export function detachWeak(state: State, slot: Slot): void {
  const host = state.micros[state.host[slot]!];
  if (host) {
    touch(state, host.cluster);
    host.weak.splice(host.weak.indexOf(slot), 1);
  }
  state.host[slot] = -1;
}

/** A person the user spoke of loses no face to doubt. */
function kept(state: State, slot: Slot, before: Micro | null, word: UserWord): Micro | null {
  if (!before || !word.held.has(before.cluster)) return null;
  return isApart(state, slot, before.cluster, word) ? null : before;
}

/** The micro-cluster to follow, or null: too far, too close to a second person, or ruled out. */
function decide(state: State, slot: Slot, found: readonly Candidate[], word: UserWord): Micro | null {
  const allowed = found.filter(({ micro }) => !isApart(state, slot, micro.cluster, word));
  const [first, second] = allowed;
  const { attachLead, samePhoto } = state.thresholds;
  const attach = attachFrom(state);
  if (!first || first.cosine < attach) return null;
  if (second && first.cosine - second.cosine < attachLead) return null;
  if (!isLikeAll(state, slot, first.micro.cluster)) return null;
  const photo = state.facesOfPhoto[state.photos[slot]!]!;
  const shares = photo.some(
    (other) => other !== slot && state.micros[state.host[other]!]?.cluster === first.micro.cluster,
  );
  return shares && first.cosine < attach + samePhoto ? null : first.micro;
}

/**
 * Whether the face is like the good faces of the person as a whole, as much as a rival must be. A single poor face that
 * passed for a good one draws the poor faces of all people; they are like it alone.
 */
function isLikeAll(state: State, slot: Slot, cluster: Cluster): boolean {
  return dot(clusterSum(state, cluster), faceVector(state, slot)) / cluster.size >= rivalFrom(state);
}

function isApart(state: State, slot: Slot, cluster: Cluster, word: UserWord): boolean {
  const { links } = state.resolved;
  const set = links.setOf(state.ids[slot]!);
  if (set === -1 || !word.held.has(cluster)) return false;
  return cluster.micros.some((micro) => word.sets.get(micro)?.some((other) => links.apart(set, other)));
}
