import type { Cluster, State } from './engine-state.js';
import { microSum } from './micros.js';

/** Sum of the unit vectors of the cluster's good faces; kept until it changes. The caller must not write to it. */
export function clusterSum(state: State, cluster: Cluster): Float32Array {
  if (cluster.micros.length === 1) return microSum(state, cluster.micros[0]!);
  if (cluster.sum?.stamp === cluster.stamp) return cluster.sum.values;
  const values = new Float32Array(state.dimension);
  for (const micro of cluster.micros) {
    const part = microSum(state, micro);
    for (let i = 0; i < values.length; i++) values[i]! += part[i]!;
  }
  cluster.sum = { stamp: cluster.stamp, values };
  return values;
}
