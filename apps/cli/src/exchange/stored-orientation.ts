import type { PhotoFacts } from '@kith/core/photo';
import sharp from 'sharp';
import type { Orientation } from './orient-region.js';

/**
 * The EXIF orientation by which the stored pixels are turned upright; 1 for HEIC, whose container turns them itself,
 * and for whatever cannot be read.
 */
export async function storedOrientation(file: string): Promise<Orientation> {
  if (/\.(heic|heif|hif|avif)$/i.test(file)) return 1;
  const metadata = await sharp(file)
    .metadata()
    .catch(() => null);
  const orientation = metadata?.orientation ?? 1;
  return orientation >= 1 && orientation <= 8 ? (orientation as Orientation) : 1;
}

/** Size of the stored picture, before it is turned. */
export function storedSize({ width, height }: PhotoFacts, orientation: Orientation) {
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}
