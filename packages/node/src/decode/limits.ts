import type { PictureFormat } from '@kith/core/photo';
import { jpegCoefficientBytes } from './jpeg-coefficients.js';

/**
 * Most megapixels decoded, by format. Formats whose decoder hands out rows (JPEG shrunk on load, PNG) may be large;
 * those that need the whole picture in memory at once are held to what fits the process's memory limit.
 */
const megapixels: Readonly<Record<PictureFormat, number>> = {
  jpeg: 1000,
  png: 300,
  tiff: 200,
  webp: 80,
  gif: 50,
  avif: 50,
  heic: 80,
};

/** A progressive JPEG keeps all its coefficients in memory until the last scan. */
const maxCoefficientBytes = 250e6;
/** So does an interlaced PNG with its pixels. */
const maxInterlacedMegapixels = 50;

/** Why a picture of this size is not decoded, or null when it is. */
export function tooLarge(
  format: PictureFormat,
  bytes: Uint8Array,
  size: { readonly width: number; readonly height: number; readonly progressive: boolean },
): string | null {
  const { width, height, progressive } = size;
  const actual = (width * height) / 1e6;
  const limit = format === 'png' && progressive ? maxInterlacedMegapixels : megapixels[format];
  if (actual > limit)
    return `${width}×${height} is ${Math.round(actual)} megapixels; ${format.toUpperCase()} is decoded up to ${limit}`;
  if (format !== 'jpeg' || !progressive) return null;
  const coefficients = jpegCoefficientBytes(bytes);
  if (coefficients <= maxCoefficientBytes) return null;
  return `a progressive JPEG of ${width}×${height} needs ${Math.round(coefficients / 1e6)} MB to decode, more than ${maxCoefficientBytes / 1e6} MB`;
}
