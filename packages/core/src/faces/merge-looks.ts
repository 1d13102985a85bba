import { boxArea, boxIntersection } from '../geometry/index.js';
import type { Detection } from './face.js';

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
  const all = looks.flat().sort((a, b) => b.score - a.score);
  const kept: Detection[] = [];
  for (const candidate of all) {
    if (!kept.some((k) => sameFace(k, candidate, maxIou, inside))) kept.push(candidate);
  }
  return kept;
}

function sameFace(a: Detection, b: Detection, maxIou: number, inside: number): boolean {
  const shared = boxIntersection(a.box, b.box);
  if (shared === 0) return false;
  const [areaA, areaB] = [boxArea(a.box), boxArea(b.box)];
  return shared / (areaA + areaB - shared) > maxIou || shared / Math.min(areaA, areaB) > inside;
}
