import { type PhotoPoint, point } from '../geometry/index.js';
import type { FivePoints } from './face.js';

/**
 * Five points from 68 in iBUG order (Sagonas et al. 2013): eye centres as the mean of their six points, nose tip
 * (30), mouth corners (48, 54). Throws unless there are 68.
 */
export function landmarkPoints(points: readonly PhotoPoint[]): FivePoints {
  if (points.length !== 68) throw new RangeError(`expected 68 landmarks, came ${points.length}`);
  return [mean(points.slice(36, 42)), mean(points.slice(42, 48)), points[30]!, points[48]!, points[54]!];
}

function mean(points: readonly PhotoPoint[]): PhotoPoint {
  let x = 0;
  let y = 0;
  for (const p of points) {
    x += p.x;
    y += p.y;
  }
  return point<'photo'>(x / points.length, y / points.length);
}
