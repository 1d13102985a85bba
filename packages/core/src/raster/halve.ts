import type { Box } from '../geometry/index.js';
import { createRaster } from './create-raster.js';
import type { Raster } from './raster.js';

/** The region (whole numbers, inside the picture) at half size, each pixel the mean of 2×2; an odd last row or column is repeated. */
export function halve(source: Raster, region: Box): Raster {
  const width = (region.width + 1) >> 1;
  const height = (region.height + 1) >> 1;
  const target = createRaster(width, height);
  const { data } = source;
  const lastX = region.x + region.width - 1;
  const lastY = region.y + region.height - 1;
  let out = 0;
  for (let y = 0; y < height; y++) {
    const top = (region.y + 2 * y) * source.width;
    const bottom = Math.min(region.y + 2 * y + 1, lastY) * source.width;
    for (let x = 0; x < width; x++) {
      const left = region.x + 2 * x;
      const right = Math.min(left + 1, lastX);
      for (let c = 0; c < 3; c++) {
        const sum =
          data[(top + left) * 3 + c]! +
          data[(top + right) * 3 + c]! +
          data[(bottom + left) * 3 + c]! +
          data[(bottom + right) * 3 + c]!;
        target.data[out++] = (sum + 2) >> 2;
      }
    }
  }
  return target;
}
