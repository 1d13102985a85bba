import { UMAP } from 'umap-js';
import type { LayAnswer, LayRequest } from '../data/lay-faces.js';

/** Lays out unit vectors in two dimensions (UMAP: McInnes, Healy & Melville 2018), seeded, so the same map comes out. */
globalThis.onmessage = ({ data: { vectors, dimension } }: MessageEvent<LayRequest>) => {
  const n = vectors.length / dimension;
  const rows = Array.from({ length: n }, (_, i) => [...vectors.subarray(i * dimension, (i + 1) * dimension)]);
  const umap = new UMAP({
    nNeighbors: Math.min(15, n - 1),
    minDist: 0.12,
    random: seeded(7),
    distanceFn: cosineDistance,
  });
  const epochs = umap.initializeFit(rows);
  for (let epoch = 0; epoch < epochs; epoch++) {
    umap.step();
    if (epoch % 10 === 0) answer({ kind: 'progress', done: epoch / epochs });
  }
  const points = Float32Array.from(umap.getEmbedding().flat());
  answer({ kind: 'points', points });
};

function answer(message: LayAnswer): void {
  (globalThis.postMessage as (message: LayAnswer) => void)(message);
}

/** Of unit vectors. */
function cosineDistance(a: number[], b: number[]): number {
  let s = 1;
  for (let k = 0; k < a.length; k++) s -= (a[k] ?? 0) * (b[k] ?? 0);
  return s;
}

/** A small linear congruential generator (Numerical Recipes' constants). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
