import type { Unit } from './agglomeration-rule.js';
import { clusterSum } from './cluster-sum.js';
import type { Cluster, Micro, State } from './engine-state.js';
import { isAlive, microSum } from './micros.js';
import type { Region } from './region.js';
import type { UserWord } from './user-word.js';

/** A region as units to merge, and what each unit stands for. */
export interface RegionUnits {
  readonly units: readonly Unit[];
  /** Micro-clusters of each unit. */
  readonly micros: readonly (readonly Micro[])[];
  /** The cluster a unit is when it is a whole one. */
  readonly whole: readonly (Cluster | null)[];
  readonly unitOf: ReadonlyMap<Micro, number>;
  readonly clusters: readonly Cluster[];
  readonly apart: (set: number, other: number) => boolean;
}

export interface RegionUnitsOptions {
  readonly dissolve: ReadonlySet<Cluster>;
  readonly openUpTo: number;
}

export function regionUnits(
  state: State,
  region: Region,
  word: UserWord,
  options: RegionUnitsOptions,
): RegionUnits {
  const micros: Micro[][] = [];
  const whole: (Cluster | null)[] = [];
  for (const cluster of region.clusters) {
    if (staysWhole(state, cluster, word, options)) {
      micros.push(cluster.micros);
      whole.push(cluster);
    } else {
      for (const micro of cluster.micros) {
        micros.push([micro]);
        whole.push(null);
      }
    }
  }
  const unitOf = new Map<Micro, number>();
  for (const [number, list] of micros.entries()) for (const micro of list) unitOf.set(micro, number);
  const touched = new Set(region.touched);
  const frozen = new Map<Cluster, number>();
  const numberOf = (micro: Micro): number => {
    const inside = unitOf.get(micro) ?? frozen.get(micro.cluster);
    if (inside !== undefined) return inside;
    frozen.set(micro.cluster, micros.length + frozen.size);
    return micros.length + frozen.size - 1;
  };
  const units: Unit[] = [];
  for (const list of micros) units.push(unitOfMicros(state, list, units.length, numberOf, touched, word));
  for (const cluster of frozen.keys()) units.push(frozenUnit(state, cluster));
  const { links } = state.resolved;
  return { units, micros, whole, unitOf, clusters: region.clusters, apart: (a, b) => links.apart(a, b) };
}

/** A cluster next to the region: nothing happens to it, but a lead over it counts. */
function frozenUnit(state: State, cluster: Cluster): Unit {
  return {
    sum: () => clusterSum(state, cluster),
    size: cluster.size,
    near: [],
    sets: [],
    late: false,
    frozen: true,
  };
}

function staysWhole(state: State, cluster: Cluster, word: UserWord, options: RegionUnitsOptions): boolean {
  if (cluster.micros.length === 1) return true;
  if (options.dissolve.has(cluster) || isContradicted(state, cluster, word)) return false;
  return word.held.has(cluster) || cluster.micros.length > options.openUpTo;
}

/** Whether facts part two of its faces. */
function isContradicted(state: State, cluster: Cluster, word: UserWord): boolean {
  if (!word.held.has(cluster)) return false;
  const sets = [...new Set(cluster.micros.flatMap((micro) => word.sets.get(micro) ?? []))];
  const { links } = state.resolved;
  return sets.some(
    (set, at) => links.hasApart(set) && sets.some((other, to) => to !== at && links.apart(set, other)),
  );
}

function unitOfMicros(
  state: State,
  micros: readonly Micro[],
  number: number,
  numberOf: (micro: Micro) => number,
  touched: ReadonlySet<Micro>,
  word: UserWord,
): Unit {
  const near = new Set<number>();
  const asked = micros.length > OPEN_NEAR ? micros.filter((micro) => touched.has(micro)) : micros;
  for (const micro of asked) {
    for (const other of micro.near) {
      const unit = isAlive(state, other) ? numberOf(other) : number;
      if (unit !== number) near.add(unit);
    }
  }
  const [first] = micros;
  const sum = (): Float32Array =>
    micros.length === 1 ? microSum(state, first!) : clusterSum(state, first!.cluster);
  const sets =
    micros.length === 1 ? (word.sets.get(first!) ?? []) : micros.flatMap((m) => word.sets.get(m) ?? []);
  const late =
    micros.length === 1 && first!.faces.some((slot) => state.resolved.exiled.has(state.ids[slot]!));
  const size = micros.reduce((total, micro) => total + micro.faces.length, 0);
  return { sum, size, near: [...near].sort((a, b) => a - b), sets: [...new Set(sets)], late, frozen: false };
}

/** Of a larger cluster only the touched micro-clusters are asked for their neighbours. */
const OPEN_NEAR = 64;
