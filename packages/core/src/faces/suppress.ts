import { type Box, boxesNest, boxIou } from '../geometry/index.js';
import { keepBest } from './keep-best.js';

/**
 * Greedy non-maximum suppression: by falling score, keeps each box that overlaps no kept one by more than `maxIou`
 * and neither holds nor fills the middle of one: head and shoulders, or an eye, found beside the face they belong to.
 * Ties keep the order given, so the same input gives the same output. O(n·kept).
 */
export function suppress<T extends { readonly box: Box; readonly score: number }>(
  candidates: readonly T[],
  maxIou: number,
): T[] {
  return keepBest(candidates, (a, b) => boxIou(a.box, b.box) > maxIou || boxesNest(a.box, b.box));
}
