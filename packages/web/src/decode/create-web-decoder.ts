import { type PictureFormat, pictureFormat } from '@kith/core/photo';
import { type DecodedPhoto, type DecodeOutcome, type Decoder, reasonOf } from '@kith/core/ports';
import { bitmapPixels } from './bitmap-pixels.js';
import { decodeHeic } from './decode-heic.js';
import { pictureSize } from './picture-size.js';
import { readExif } from './read-exif.js';

export interface WebDecoderOptions {
  /**
   * Most megapixels decoded: a browser holds the whole picture, 4 bytes a pixel, before it is shrunk. Default 100.
   */
  readonly maxMegapixels?: number;
  /** Longest file read, bytes; default 256 MiB. */
  readonly maxBytes?: number;
}

const extensions: ReadonlySet<string> = new Set(
  'jpg jpeg jpe jfif png webp avif gif heic heif hif tif tiff'.split(' '),
);

/**
 * Decodes with the browser: whatever `createImageBitmap` takes, EXIF orientation applied; HEIC with libheif in WASM
 * where the browser has no decoder for it. Shrunk by core. For a worker. Transparency lies on white.
 */
export function createWebDecoder(options: WebDecoderOptions = {}): Decoder {
  const { maxMegapixels = 100, maxBytes = 2 ** 28 } = options;
  let closed = false;
  return {
    extensions,
    async decode(bytes, maxSide, signal): Promise<DecodeOutcome> {
      if (closed) throw new Error('the decoder is closed');
      if (!Number.isInteger(maxSide) || maxSide < 1) {
        throw new RangeError(`maxSide must be a whole number from 1, not ${maxSide}`);
      }
      if (signal?.aborted) return { ok: false, reason: 'cancelled', kind: 'transient' };
      if (bytes.length === 0) return permanent('the file is empty (0 bytes)');
      if (bytes.length > maxBytes)
        return permanent(`the file has ${Math.round(bytes.length / 1e6)} MB; too long`);
      const format = pictureFormat(bytes);
      if (!format) return permanent('not a picture in a format Kith reads');
      return decodeKnown(bytes, format, maxSide, maxMegapixels);
    },
    async close() {
      closed = true;
    },
  };
}

async function decodeKnown(
  bytes: Uint8Array,
  format: PictureFormat,
  maxSide: number,
  maxMegapixels: number,
): Promise<DecodeOutcome> {
  try {
    const size = headerSize(bytes) ?? (await bitmapSize(bytes, format));
    const megapixels = (size.width * size.height) / 1e6;
    if (megapixels > maxMegapixels) {
      return permanent(
        `${size.width}×${size.height} is ${Math.round(megapixels)} megapixels; a browser decodes up to ${maxMegapixels}`,
      );
    }
    return { ok: true, photo: await decode(bytes, format, size, maxSide) };
  } catch (error) {
    const reason = reasonOf(error);
    return permanent(`damaged ${format.toUpperCase()}, or one that this browser cannot decode: ${reason}`);
  }
}

/** Null where the header is not as it should be: browsers read JPEGs with stray bytes between their segments all the same. */
function headerSize(bytes: Uint8Array): ReturnType<typeof pictureSize> | null {
  try {
    return pictureSize(bytes);
  } catch {
    return null;
  }
}

/** The size by the browser's own decoder. Throws on what it does not read. */
async function bitmapSize(bytes: Uint8Array, format: PictureFormat): Promise<ReturnType<typeof pictureSize>> {
  const bitmap = await createImageBitmap(new Blob([bytes as BlobPart], { type: `image/${format}` }));
  const { width, height } = bitmap;
  bitmap.close();
  return { width, height };
}

/** Natively; a HEIC that the browser does not take by libheif. */
async function decode(
  bytes: Uint8Array,
  format: PictureFormat,
  size: { readonly width: number; readonly height: number },
  maxSide: number,
): Promise<DecodedPhoto> {
  const exif = await readExif(bytes);
  try {
    const pixels = await bitmapPixels(new Blob([bytes as BlobPart], { type: `image/${format}` }), maxSide);
    return { facts: { ...size, ...exif }, pixels };
  } catch (error) {
    if (format !== 'heic') throw error;
    const heic = await decodeHeic(bytes, maxSide);
    return { facts: { ...heic.size, ...exif }, pixels: heic.pixels };
  }
}

function permanent(reason: string): DecodeOutcome {
  return { ok: false, reason, kind: 'permanent' };
}
