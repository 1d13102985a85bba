import type { Point } from './point.js';
import type { Similarity } from './similarity.js';

/**
 * The similarity that maps `from` onto `to` with the least sum of squared distances.
 * Umeyama, 'Least-squares estimation of transformation parameters between two point patterns' (PAMI 1991);
 * in the plane the SVD has a closed form: with centred points as complex numbers, a + ib = Σ z̄·w / Σ |z|².
 * A rotation by construction: mirrored points give the best rotation, never a reflection.
 * Throws when the numbers of points differ, are under 2, or `from` is one point repeated.
 */
export function fitSimilarity(from: readonly Point[], to: readonly Point[]): Similarity {
  if (from.length !== to.length || from.length < 2) {
    throw new RangeError(
      `a similarity needs two or more pairs of points, got ${from.length} and ${to.length}`,
    );
  }
  const [fx, fy] = centroid(from);
  const [gx, gy] = centroid(to);
  let spread = 0;
  let dot = 0;
  let cross = 0;
  for (let i = 0; i < from.length; i++) {
    const x = from[i]!.x - fx;
    const y = from[i]!.y - fy;
    const u = to[i]!.x - gx;
    const v = to[i]!.y - gy;
    spread += x * x + y * y;
    dot += x * u + y * v;
    cross += x * v - y * u;
  }
  if (!(spread > 0) || !Number.isFinite(spread)) {
    throw new RangeError('a similarity needs points that are finite and not all the same');
  }
  const a = dot / spread;
  const b = cross / spread;
  return { a, b, tx: gx - (a * fx - b * fy), ty: gy - (b * fx + a * fy) };
}

function centroid(points: readonly Point[]): [number, number] {
  let x = 0;
  let y = 0;
  for (const p of points) {
    x += p.x;
    y += p.y;
  }
  return [x / points.length, y / points.length];
}
