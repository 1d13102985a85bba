import { type Raster, resize } from '@kith/core/raster';

const side = 16;

/** Length of a thumbprint. */
export const thumbprintLength = side * side;

/**
 * A picture's 16×16 grey values with mean 0 and length 1, so that the dot product of two is their correlation:
 * near-identical pictures (recompressed, resized, brightened) are above about .98 whatever any embedder says.
 */
export function thumbprint(picture: Raster): Float32Array {
  const small = resize(picture, side, side).data;
  const grey = Float32Array.from(
    { length: thumbprintLength },
    (_, i) => 0.299 * small[3 * i]! + 0.587 * small[3 * i + 1]! + 0.114 * small[3 * i + 2]!,
  );
  const mean = grey.reduce((sum, v) => sum + v, 0) / grey.length;
  const centred = grey.map((v) => v - mean);
  const length = Math.sqrt(centred.reduce((sum, v) => sum + v * v, 0)) || 1;
  return centred.map((v) => v / length);
}
