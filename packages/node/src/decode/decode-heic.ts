import type { PictureFormat } from '@kith/core/photo';
import type { DecodedPhoto } from '@kith/core/ports';
import sharp from 'sharp';
import { pixelsOf } from './decode-with-sharp.js';
import { loadLibheif } from './libheif.js';
import { tooLarge } from './limits.js';
import { readExif } from './read-exif.js';
import { Refusal } from './refusal.js';

/**
 * Decodes HEIC with libheif compiled to WebAssembly (sharp's prebuilt libvips has no HEVC). Rotation and mirroring are
 * properties of the HEIF item, which libheif applies; EXIF orientation is a copy of them and is not applied again.
 */
export async function decodeHeic(
  bytes: Uint8Array,
  format: PictureFormat,
  maxSide: number,
): Promise<DecodedPhoto> {
  const heif = await loadLibheif();
  const context = heif.heif_context_alloc();
  try {
    const read = heif.heif_context_read_from_memory(context, bytes);
    if (read.code !== heif.heif_error_code.heif_error_Ok) throw new Error(read.message);
    const handle = heif.heif_js_context_get_primary_image_handle(context);
    if (!handle || 'code' in handle) throw new Error(handle?.message ?? 'no primary picture');
    const width = heif.heif_image_handle_get_width(handle);
    const height = heif.heif_image_handle_get_height(handle);
    const reason = tooLarge(format, bytes, { width, height, progressive: false });
    if (reason) throw new Refusal(reason);
    const exif = await readExif(bytes);
    const decoded = heif.heif_js_decode_image2(
      handle,
      heif.heif_colorspace.heif_colorspace_RGB,
      heif.heif_chroma.heif_chroma_interleaved_RGB,
    );
    if (!decoded || 'code' in decoded) throw new Error(decoded?.message ?? 'no pixels came');
    try {
      return { facts: { width, height, ...exif }, pixels: await shrink(decoded.channels[0], maxSide) };
    } finally {
      heif.heif_image_release(decoded.image);
    }
  } finally {
    heif.heif_context_free(context);
  }
}

interface Plane {
  readonly width: number;
  readonly height: number;
  readonly stride: number;
  /** A view into the WebAssembly heap. */
  readonly data: Uint8Array;
}

async function shrink(plane: Plane | undefined, maxSide: number): Promise<DecodedPhoto['pixels']> {
  if (!plane) throw new Error('no pixels came');
  const raw = { width: plane.width, height: plane.height, channels: 3 } as const;
  return pixelsOf(sharp(packed(plane), { raw, limitInputPixels: false }), { hasAlpha: false }, maxSide);
}

/** Rows without padding; no copy where there is none. */
function packed({ width, height, stride, data }: Plane): Uint8Array {
  const row = width * 3;
  if (stride === row) return data.subarray(0, row * height);
  const out = new Uint8Array(row * height);
  for (let y = 0; y < height; y++) out.set(data.subarray(y * stride, y * stride + row), y * row);
  return out;
}
