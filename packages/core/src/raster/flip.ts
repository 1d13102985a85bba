import { createRaster } from './create-raster.js';
import type { Raster } from './raster.js';

/** The picture mirrored left to right. */
export function flip(source: Raster): Raster {
  const { width, height, data } = source;
  const target = createRaster(width, height);
  for (let y = 0; y < height; y++) {
    let to = (y * width + width - 1) * 3;
    let from = y * width * 3;
    for (let x = 0; x < width; x++) {
      target.data[to] = data[from]!;
      target.data[to + 1] = data[from + 1]!;
      target.data[to + 2] = data[from + 2]!;
      from += 3;
      to -= 3;
    }
  }
  return target;
}
