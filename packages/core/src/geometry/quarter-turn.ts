import type { Box } from './box.js';
import { type Point, point } from './point.js';

/** Quarter turns clockwise. */
export type QuarterTurns = 0 | 1 | 2 | 3;

/** Where a point of a `width`×`height` picture lies after the picture is turned clockwise. */
export function turnPoint<To extends string>(
  p: Point,
  turns: QuarterTurns,
  width: number,
  height: number,
): Point<To> {
  switch (turns) {
    case 0:
      return point<To>(p.x, p.y);
    case 1:
      return point<To>(height - p.y, p.x);
    case 2:
      return point<To>(width - p.x, height - p.y);
    case 3:
      return point<To>(p.y, width - p.x);
  }
}

/** Where a box of a `width`×`height` picture lies after the picture is turned clockwise. */
export function turnBox(box: Box, turns: QuarterTurns, width: number, height: number): Box {
  const a = turnPoint(point(box.x, box.y), turns, width, height);
  const b = turnPoint(point(box.x + box.width, box.y + box.height), turns, width, height);
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return { x, y, width: Math.max(a.x, b.x) - x, height: Math.max(a.y, b.y) - y };
}
