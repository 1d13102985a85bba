import type { QuarterTurns } from '../geometry/index.js';
import { createRaster } from './create-raster.js';
import type { Raster } from './raster.js';

/** The picture turned clockwise by quarter turns. No turn gives the same object back. */
export function turn(source: Raster, turns: QuarterTurns): Raster {
  if (turns === 0) return source;
  const { width, height, data } = source;
  const target = turns === 2 ? createRaster(width, height) : createRaster(height, width);
  const out = target.data;
  // Where source (0, 0) lands, and the steps for one source pixel to the right and one down.
  const [start, right, down] = steps(turns, width, height);
  for (let y = 0; y < height; y++) {
    let from = y * width * 3;
    let to = (start + y * down) * 3;
    for (let x = 0; x < width; x++) {
      out[to] = data[from]!;
      out[to + 1] = data[from + 1]!;
      out[to + 2] = data[from + 2]!;
      from += 3;
      to += right * 3;
    }
  }
  return target;
}

function steps(turns: 1 | 2 | 3, width: number, height: number): [number, number, number] {
  switch (turns) {
    case 1:
      return [height - 1, height, -1];
    case 2:
      return [width * height - 1, -1, -width];
    case 3:
      return [(width - 1) * height, -height, 1];
  }
}
