import type { ChangeRecord } from './change-record.js';
import type { Micro, Slot, State } from './engine-state.js';
import { growthOf } from './link-rule.js';
import { foundMicro, isAlive, joinMicro } from './micros.js';
import { rememberNear } from './near-micros.js';
import { LARGE_LIBRARY, OPEN_UP_TO } from './settle.js';

interface Hit {
  readonly micro: Micro;
  readonly cosine: number;
}

/** Faces scanned for together. */
const BLOCK = 16;

/** What placing faces changed. */
export interface Placed {
  readonly changed: Set<Micro>;
  /** Those of them whose centre is a new one or has moved by much: low-quality faces look at these again. */
  readonly stirring: Set<Micro>;
}

/**
 * Puts good faces, in the order given, each into the nearest micro-cluster if that is tight enough, else into
 * one of its own. The result does not depend on how the faces were cut into batches.
 */
export function placeFaces(state: State, slots: readonly Slot[], record: ChangeRecord): Placed {
  const placed = { changed: new Set<Micro>(), stirring: new Set<Micro>() };
  for (let first = 0; first < slots.length; first += BLOCK) {
    placeBlock(state, slots.slice(first, first + BLOCK), placed, record);
  }
  return placed;
}

function placeBlock(state: State, block: readonly Slot[], placed: Placed, record: ChangeRecord): void {
  const vectors = block.map((slot) => state.vectors.row(slot));
  const hits: Hit[][] = block.map(() => []);
  const edge = state.thresholds.linkFloor + growthOf(state);
  state.centres.scan(vectors, edge, (query, row, cosine) =>
    hits[query]!.push({ micro: state.micros[row]!, cosine }),
  );
  const fresh = new Set<Micro>();
  for (const [at, slot] of block.entries()) {
    const current = hits[at]!.filter(({ micro }) => !fresh.has(micro) && isAlive(state, micro));
    const among = [...fresh];
    const cosines = state.centres.cosines(
      vectors[at]!,
      among.map((micro) => micro.row),
    );
    for (const [number, micro] of among.entries()) {
      if (cosines[number]! >= edge) current.push({ micro, cosine: cosines[number]! });
    }
    current.sort((a, b) => b.cosine - a.cosine || a.micro.faces[0]! - b.micro.faces[0]!);
    const micro = placeFace(state, slot, current, record);
    fresh.add(micro);
    placed.changed.add(micro);
    if (hasMoved(micro.faces.length)) placed.stirring.add(micro);
  }
}

/** A centre of so few faces moves with each … */
const SMALL = 8;
/** … a larger one is said to have moved when its faces are so many times more. */
const STEP = 1.25;

/** Whether a micro-cluster that has just grown to `size` faces has moved; depends on nothing but the size. */
function hasMoved(size: number): boolean {
  const steps = (faces: number): number => Math.floor(Math.log(faces) / Math.log(STEP));
  return size <= SMALL || steps(size) !== steps(size - 1);
}

function placeFace(state: State, slot: Slot, hits: readonly Hit[], record: ChangeRecord): Micro {
  const [best] = hits;
  const mute = state.kinds[slot] === 'weak';
  if (best && !mute && mayJoin(state, slot, hits)) {
    record.face(slot);
    if (best.micro.cluster.size === 1) record.cluster(best.micro.cluster);
    joinMicro(state, best.micro, slot);
    return best.micro;
  }
  record.face(slot);
  const micro = foundMicro(state, [slot], mute);
  if (!mute) for (const hit of hits.slice(0, 32)) rememberNear(state, micro, hit.micro, hit.cosine);
  return micro;
}

/**
 * Whether what the user said can hold for the whole micro-cluster: a face said to be somebody's takes those that are
 * nearly its picture with it, as it does when they were there before it was said. One said not to be somebody stays
 * alone, and never do two faces share of which different things were said.
 */
function mayShare(state: State, slot: Slot, micro: Micro): boolean {
  const { links, exiled } = state.resolved;
  if (exiled.has(state.ids[slot]!)) return false;
  if (exiled.size > 0 && micro.faces.some((face) => exiled.has(state.ids[face]!))) return false;
  const set = links.setOf(state.ids[slot]!);
  return set === -1 || micro.faces.every((face) => [-1, set].includes(links.setOf(state.ids[face]!)));
}

/**
 * Near enough, not near another person as well, and nothing said by the user that linking has to weigh. A person who is taken
 * apart after a change consists of single faces and their copies, so that agglomeration decides, which does not ask who
 * came first; in one who is moved as a whole, and in a large library, faces are joined for good.
 */
function mayJoin(state: State, slot: Slot, hits: readonly Hit[]): boolean {
  const [best] = hits as readonly [Hit];
  const { micro, copy, lead } = state.thresholds;
  if (best.cosine < micro || !mayShare(state, slot, best.micro)) return false;
  const other = hits.find((hit) => hit.micro.cluster !== best.micro.cluster);
  if (other && best.cosine - other.cosine < lead) return false;
  const photo = state.facesOfPhoto[state.photos[slot]!]!;
  const shares = photo.some(
    (face) => face !== slot && state.kinds[face] === 'good' && state.host[face] === best.micro.row,
  );
  const opened = best.micro.cluster.micros.length <= OPEN_UP_TO && state.micros.length < LARGE_LIBRARY;
  return best.cosine >= (shares || (opened && !isNamed(state, slot, best.micro)) ? copy : micro);
}

/** Whether a fact names one of them. What was said of a face holds for those that look like it, as it did when it was said. */
function isNamed({ ids, resolved: { links } }: State, slot: Slot, micro: Micro): boolean {
  return links.setOf(ids[slot]!) !== -1 || micro.faces.some((face) => links.setOf(ids[face]!) !== -1);
}
