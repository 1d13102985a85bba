import type { Raster } from './raster.js';

/** Black pixels, or a view of `data` when it is given (at least `width·height·3` long). */
export function createRaster(width: number, height: number, data?: Uint8Array): Raster {
  if (!(Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0)) {
    throw new RangeError(`a raster has whole positive sides, got ${width}×${height}`);
  }
  const length = width * height * 3;
  if (data && data.length < length) {
    throw new RangeError(`${width}×${height} RGB pixels need ${length} bytes, got ${data.length}`);
  }
  return { width, height, data: data ? data.subarray(0, length) : new Uint8Array(length) };
}
