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
 * Decodes with libvips: JPEG and WebP over four times too large are shrunk while decoding, rows are read once from top to bottom. EXIF orientation
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
  return { facts: { width, height, ...exif }, pixels: await pixelsOf(picture.autoOrient(), facts, maxSide) };
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
    // A JPEG three to four times as large would be halved while it is decoded, which no browser does.
    fastShrinkOnLoad: false,
  });
  const opaque = hasAlpha ? shrunk.flatten({ background: '#ffffff' }) : shrunk;
  const { data, info } = await opaque
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error(`expected 3 channels, came ${info.channels}`);
  return { width: info.width, height: info.height, data };
}
