import { boxArea, boxIntersection } from '../geometry/index.js';
import type { Detection } from './face.js';
import { keepBest } from './keep-best.js';

/**
 * Joins detections of several looks at one photo (scales, turns), each already suppressed. Two are the same face
 * when they overlap by more than `maxIou`, or when one lies `inside` the other by that share: a smaller look
 * boxes a close-up whole, while a larger look may have boxed a part of it. The higher score stays; ties keep the
 * earlier look.
 */
export function mergeLooks(
  looks: readonly (readonly Detection[])[],
  maxIou = 0.4,
  inside = 0.75,
): Detection[] {
  return keepBest(looks.flat(), (a, b) => sameFace(a, b, maxIou, inside));
}

function sameFace(a: Detection, b: Detection, maxIou: number, inside: number): boolean {
  const shared = boxIntersection(a.box, b.box);
  if (shared === 0) return false;
  const [areaA, areaB] = [boxArea(a.box), boxArea(b.box)];
  return shared / (areaA + areaB - shared) > maxIou || shared / Math.min(areaA, areaB) > inside;
}
