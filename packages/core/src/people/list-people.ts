import type { FaceId, Score } from '../faces/index.js';
import { clusterSum } from './cluster-sum.js';
import type { Cluster, Slot, State } from './engine-state.js';
import type { Person, PersonState } from './person.js';
import type { Standing } from './resolve-facts.js';
import { userWord } from './user-word.js';

/** Everyone who shows as a person: largest first, then earliest founded. O(faces · log faces). */
export function listPeople(state: State): Person[] {
  const { standings } = userWord(state);
  return [...state.owners.values()]
    .sort((a, b) => b.size - a.size || a.serial - b.serial)
    .map((cluster) => personOf(state, cluster, standings.get(cluster) ?? []));
}

function personOf(state: State, cluster: Cluster, standings: readonly Standing[]): Person {
  const slots = slotsOf(cluster);
  const cover = standings.findLast(({ cover }) => cover !== null)?.cover ?? null;
  const coverSlot = cover === null ? undefined : state.slots.get(cover);
  const shown = coverSlot !== undefined && slots.includes(coverSlot) ? cover : null;
  return {
    id: cluster.id!,
    standing: standingOf(standings),
    faces: slots.map((slot) => state.ids[slot]!),
    photoCount: new Set(slots.map((slot) => state.photos[slot])).size,
    cover: shown ?? bestFace(state, cluster),
    born: standings.findLast(({ born }) => born !== null)?.born ?? null,
    cohesion: cohesionOf(state, cluster),
  };
}

/** Faces of the person, low-quality ones too, in order of joining. */
function slotsOf(cluster: Cluster): Slot[] {
  return cluster.micros.flatMap((micro) => [...micro.faces, ...micro.weak]).sort((a, b) => a - b);
}

function standingOf(standings: readonly Standing[]): PersonState {
  const name = standings.findLast((standing) => standing.name !== null)?.name?.name ?? null;
  if (standings.at(-1)?.hidden) return { state: 'hidden', name };
  return name === null ? { state: 'unnamed' } : { state: 'named', name };
}

/** The good face of the highest quality, the earliest among equals; one that is turned only if all are. */
function bestFace(state: State, cluster: Cluster): FaceId {
  let best: Slot = -1;
  for (const micro of cluster.micros)
    for (const slot of micro.faces) if (best === -1 || showsBetter(state, slot, best)) best = slot;
  return state.ids[best]!;
}

/** Whether slot `a` shows its person better than `b`: quality knows no roll, so being upright comes first. */
function showsBetter({ turned, quality }: State, a: Slot, b: Slot): boolean {
  if (turned.has(a) !== turned.has(b)) return turned.has(b);
  return quality[a] === quality[b] ? a < b : quality[a]! > quality[b]!;
}

/** Mean cosine of the good faces to the centre: the length of their mean vector. */
function cohesionOf(state: State, cluster: Cluster): Score {
  const sum = clusterSum(state, cluster);
  let square = 0;
  for (const value of sum) square += value * value;
  return Math.min(1, Math.sqrt(square) / cluster.size) as Score;
}
