import type { ChangeRecord } from './change-record.js';
import type { Cluster, Micro, State } from './engine-state.js';
import { grantIds, type IdClaim } from './grant-ids.js';
import type { RegionUnits } from './region-units.js';
import { touch } from './touch.js';

/** A cluster to be, from units of the region. */
interface NewGroup {
  readonly micros: Micro[];
  /** A whole cluster in it, which takes the others in; null: all are micro-clusters. */
  readonly base: Cluster | null;
}

/**
 * Turns the groups into clusters. Those that are as before stay untouched; the rest get their persons' ids
 * handed on. Returns the micro-clusters that have other company than before.
 */
export function regroup(
  state: State,
  region: RegionUnits,
  groups: readonly (readonly number[])[],
  record: ChangeRecord,
): Micro[] {
  const changed = groups.map((units) => newGroup(region, units)).filter((group) => !isOneCluster(group));
  const bases = new Set(changed.map((group) => group.base));
  const old = new Set(changed.flatMap((group) => group.micros.map((micro) => micro.cluster)));
  for (const cluster of old) touch(state, cluster);
  for (const cluster of old) if (!bases.has(cluster)) record.cluster(cluster);
  const claims = new Map<Cluster, IdClaim[]>();
  const votes = new Map<Cluster, Map<NewGroup, number>>();
  for (const group of changed) for (const micro of group.micros) vote(votes, micro, group);
  const sizes = new Map([...old].map((cluster) => [cluster, cluster.size] as const));
  const moved = changed.flatMap(movedInto);
  for (const cluster of old) if (!bases.has(cluster) && cluster.id !== null) state.owners.delete(cluster.id);
  const built = new Map(changed.map((group) => [group, build(state, group)] as const));
  for (const [cluster, shares] of votes) {
    if (cluster.id === null) continue;
    const heir = built.get(heaviest(shares))!;
    const claim = { id: cluster.id, size: sizes.get(cluster)!, serial: cluster.serial };
    claims.set(heir, [...(claims.get(heir) ?? []), claim]);
  }
  const same = region.clusters.filter((cluster) => !old.has(cluster));
  grantIds(state, record, [...same, ...built.values()], claims);
  return moved;
}

function newGroup(region: RegionUnits, units: readonly number[]): NewGroup {
  let base: Cluster | null = null;
  for (const unit of units) {
    const cluster = region.whole[unit];
    if (cluster && cluster.micros.length > 1 && (!base || cluster.size > base.size)) base = cluster;
  }
  return { micros: units.flatMap((unit) => [...region.micros[unit]!]), base };
}

function isOneCluster({ micros }: NewGroup): boolean {
  const { cluster } = micros[0]!;
  return cluster.micros.length === micros.length && micros.every((micro) => micro.cluster === cluster);
}

function build(state: State, { micros, base }: NewGroup): Cluster {
  const cluster = base ?? { micros, size: 0, id: null, serial: state.serial++, stamp: 0, sum: null };
  touch(state, cluster);
  cluster.micros = micros;
  cluster.size = 0;
  for (const micro of micros) {
    micro.cluster = cluster;
    cluster.size += micro.faces.length;
  }
  return cluster;
}

/** Those in other company: of a whole cluster the ones that came, else all. */
function movedInto({ base, micros }: NewGroup): Micro[] {
  return base ? micros.filter((micro) => micro.cluster !== base) : micros;
}

function vote(votes: Map<Cluster, Map<NewGroup, number>>, micro: Micro, group: NewGroup): void {
  const shares = votes.get(micro.cluster) ?? new Map<NewGroup, number>();
  shares.set(group, (shares.get(group) ?? 0) + micro.faces.length);
  votes.set(micro.cluster, shares);
}

function heaviest(shares: ReadonlyMap<NewGroup, number>): NewGroup {
  let best: NewGroup | null = null;
  for (const [group, share] of shares) if (!best || share > shares.get(best)!) best = group;
  return best!;
}
