import { type Raster, shrink } from '@kith/core/raster';

/** Decodes and turns upright in the browser's own code, and shrinks to `maxSide` as every Kith does; RGB, on white. */
export async function bitmapPixels(blob: Blob, maxSide: number): Promise<Raster> {
  const bitmap = await createImageBitmap(blob, { imageOrientation: 'from-image' });
  try {
    return shrink({ width: bitmap.width, height: bitmap.height, rows: rowsOf(bitmap) }, maxSide);
  } finally {
    bitmap.close();
  }
}

/** Reads a few rows at a time: the whole picture, 4 bytes a pixel, is not held twice. */
function rowsOf(bitmap: ImageBitmap): (first: number, count: number) => Uint8ClampedArray {
  const canvas = new OffscreenCanvas(bitmap.width, 1);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('this browser gave no 2D canvas');
  return (first, count) => {
    if (canvas.height < count) canvas.height = count;
    context.fillStyle = '#fff';
    context.fillRect(0, 0, bitmap.width, count);
    context.drawImage(bitmap, 0, first, bitmap.width, count, 0, 0, bitmap.width, count);
    return context.getImageData(0, 0, bitmap.width, count).data;
  };
}
