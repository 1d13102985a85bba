import { type Orientation, orientationOf, pictureFormat } from '@kith/core/photo';
import exifr from 'exifr';

/** JPEGs have their EXIF block in their first 64 KiB segments. */
const jpegHead = 2 ** 18;

/**
 * The EXIF orientation by which the stored pixels are turned upright; 1 for HEIC and AVIF, whose container turns them
 * itself, and for whatever cannot be read.
 */
export async function photoOrientation(file: Blob): Promise<Orientation> {
  const head = new Uint8Array(await file.slice(0, 512).arrayBuffer());
  const format = pictureFormat(head);
  if (format === null || format === 'heic' || format === 'avif' || format === 'gif') return 1;
  const part = format === 'jpeg' ? file.slice(0, jpegHead) : file;
  const bytes = new Uint8Array(await part.arrayBuffer());
  const exif = format === 'webp' ? webpExif(bytes) : bytes;
  if (exif === null) return 1;
  return orientationOf(await exifr.orientation(exif).catch(() => 1));
}

/** The EXIF chunk of a WebP (RIFF: four letters, length, content padded to an even length), a TIFF; null without one. */
function webpExif(bytes: Uint8Array): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 12; at + 8 <= bytes.length; ) {
    const length = view.getUint32(at + 4, true);
    const content = bytes.subarray(at + 8, at + 8 + length);
    if (String.fromCharCode(...bytes.subarray(at, at + 4)) === 'EXIF') {
      const isPrefixed = String.fromCharCode(...content.subarray(0, 4)) === 'Exif';
      return isPrefixed ? content.slice(6) : content.slice();
    }
    at += 8 + length + (length % 2);
  }
  return null;
}
