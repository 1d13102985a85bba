import type { Raster } from './raster.js';

/**
 * Variance of the 4-neighbour Laplacian of the grey picture (0..255, BT.601), over all pixels but the border:
 * large for sharp pictures, near 0 for blurred ones. Pech-Pacheco et al., 'Diatom autofocusing' (ICPR 2000).
 */
export function laplacianVariance(source: Raster): number {
  const { width, height } = source;
  if (width < 3 || height < 3) return 0;
  const grey = greyOf(source);
  let sum = 0;
  let squares = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const l = grey[i - 1]! + grey[i + 1]! + grey[i - width]! + grey[i + width]! - 4 * grey[i]!;
      sum += l;
      squares += l * l;
    }
  }
  const count = (width - 2) * (height - 2);
  return squares / count - (sum / count) ** 2;
}

function greyOf({ data, width, height }: Raster): Float32Array {
  const grey = new Float32Array(width * height);
  for (let i = 0, j = 0; i < grey.length; i++, j += 3) {
    grey[i] = 0.299 * data[j]! + 0.587 * data[j + 1]! + 0.114 * data[j + 2]!;
  }
  return grey;
}
