import type { Box } from '@kith/core/geometry';
import { type Raster, resize, warp } from '@kith/core/raster';

/** WebP (JPEG where the browser writes none) of RGB pixels. */
export async function encodePicture({ width, height, data }: Raster, quality = 0.8): Promise<Blob> {
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let from = 0, to = 0; to < rgba.length; from += 3, to += 4) {
    rgba[to] = data[from]!;
    rgba[to + 1] = data[from + 1]!;
    rgba[to + 2] = data[from + 2]!;
    rgba[to + 3] = 255;
  }
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')!.putImageData(new ImageData(rgba, width, height), 0, 0);
  return canvas.convertToBlob({ type: 'image/webp', quality });
}

/** The square around a face, with some of its surroundings, `side` pixels. The box is in pixels of the raster. */
export function faceThumbnail(pixels: Raster, box: Box, side = 192): Raster {
  const zoom = side / (1.6 * Math.max(box.width, box.height));
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  return warp(
    pixels,
    { a: zoom, b: 0, tx: side / 2 - zoom * x, ty: side / 2 - zoom * y },
    side,
    side,
    'edge',
  );
}

/** The photo at most `side` long. */
export function photoPreview(pixels: Raster, side: number): Raster {
  const scale = Math.min(1, side / Math.max(pixels.width, pixels.height));
  const scaled = (n: number) => Math.max(1, Math.round(n * scale));
  return resize(pixels, scaled(pixels.width), scaled(pixels.height));
}
