import type { PictureFormat } from '@kith/core/photo';
import type { DecodedPhoto } from '@kith/core/ports';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { tooLarge } from './limits.js';
import { readExif } from './read-exif.js';
import { Refusal } from './refusal.js';

sharp.cache(false);
sharp.concurrency(1);
// Only the loaders of formats that Kith reads: no SVG, PDF or ImageMagick behind a disguised file.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Tiff', 'Heif'].map((format) => `VipsForeignLoad${format}`),
});

/**
 * Decodes with libvips: rows are read once from top to bottom. EXIF orientation
 * is applied, an ICC profile is converted to sRGB, transparency lies on white. Throws on a file that is cut short or
 * seriously damaged: half a photo passed off as a whole one would hide the damage.
 */
export async function decodeWithSharp(
  bytes: Uint8Array,
  format: PictureFormat,
  maxSide: number,
): Promise<DecodedPhoto> {
  const picture = sharp(bytes, { failOn: 'error', limitInputPixels: false, sequentialRead: true, pages: 1 });
  const facts = await picture.metadata();
  const { width, height } = facts.autoOrient;
  const reason = tooLarge(format, bytes, { width, height, progressive: facts.isProgressive ?? false });
  if (reason) throw new Refusal(reason);
  const exif = await readExif(bytes);
  // A cut, be it of the whole, keeps libvips from halving a large JPEG or WebP while it is decoded, which no browser does.
  const whole = picture.autoOrient().extract({ left: 0, top: 0, width, height });
  return { facts: { width, height, ...exif }, pixels: await pixelsOf(whole, facts, maxSide) };
}

/** Shrinks to `maxSide` and reads 8-bit RGB. */
export async function pixelsOf(
  picture: Sharp,
  { hasAlpha }: Pick<Metadata, 'hasAlpha'>,
  maxSide: number,
): Promise<DecodedPhoto['pixels']> {
  const shrunk = picture.resize({
    width: maxSide,
    height: maxSide,
    fit: 'inside',
    withoutEnlargement: true,
  });
  const opaque = hasAlpha ? shrunk.flatten({ background: '#ffffff' }) : shrunk;
  const { data, info } = await opaque
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error(`expected 3 channels, came ${info.channels}`);
  return { width: info.width, height: info.height, data };
}
