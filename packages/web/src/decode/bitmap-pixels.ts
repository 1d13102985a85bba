import type { Raster } from '@kith/core/raster';

/** Decodes, turns upright and shrinks to `maxSide` in the browser's own code; RGB. `size` is the upright picture's. */
export async function bitmapPixels(
  blob: Blob,
  size: { readonly width: number; readonly height: number },
  maxSide: number,
): Promise<Raster> {
  const scale = Math.min(1, maxSide / Math.max(size.width, size.height));
  const wanted = {
    resizeWidth: Math.max(1, Math.round(size.width * scale)),
    resizeHeight: Math.max(1, Math.round(size.height * scale)),
    resizeQuality: 'high',
  } as const;
  const bitmap = await createImageBitmap(blob, {
    imageOrientation: 'from-image',
    ...(scale < 1 ? wanted : {}),
  });
  try {
    return canvasPixels(bitmap, bitmap.width, bitmap.height);
  } finally {
    bitmap.close();
  }
}

/** What the picture looks like on white, scaled to the size given; RGB. */
function canvasPixels(picture: ImageBitmap | OffscreenCanvas, width: number, height: number): Raster {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('this browser gave no 2D canvas');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const rgb = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; from < data.length; from += 4, to += 3) {
    rgb[to] = data[from]!;
    rgb[to + 1] = data[from + 1]!;
    rgb[to + 2] = data[from + 2]!;
  }
  return { width, height, data: rgb };
}
