import type { Box } from './box.js';
import { boxArea, boxIntersection } from './box-overlap.js';

/**
 * Whether one box lies in the other (to nine tenths of its area) with its centre within the other's inscribed ellipse. A face in
 * the corner of another's box may be a person behind; one in the middle of another can only be the same face found twice.
 */
export function boxesNest(a: Box, b: Box): boolean {
  const [inner, outer] = boxArea(a) < boxArea(b) ? [a, b] : [b, a];
  if (boxIntersection(inner, outer) < 0.9 * boxArea(inner)) return false;
  const dx = (inner.x + inner.width / 2 - outer.x - outer.width / 2) / (outer.width / 2);
  const dy = (inner.y + inner.height / 2 - outer.y - outer.height / 2) / (outer.height / 2);
  return dx * dx + dy * dy < 1;
}
