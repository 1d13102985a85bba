import type { Cluster, State } from './engine-state.js';

/** To be called before anything of a cluster changes. */
export function touch(state: State, cluster: Cluster): void {
  const memory = state.remembering;
  if (memory && cluster.serial < memory.start && !memory.before.has(cluster)) {
    const micros = cluster.micros.map((micro) => ({ micro, faces: [...micro.faces], weak: [...micro.weak] }));
    memory.before.set(cluster, { id: cluster.id, stamp: cluster.stamp, micros });
  }
  cluster.stamp = ++state.stamp;
}
