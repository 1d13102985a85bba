import type { Box } from './box.js';

/** The box with its numbers times `x` across and `y` down: from shares of a photo to its pixels, or back. */
export function scaleBox(box: Box, x: number, y: number): Box {
  return { x: box.x * x, y: box.y * y, width: box.width * x, height: box.height * y };
}
