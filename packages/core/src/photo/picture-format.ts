/** The formats that are decoded. HEIF is split by codec: AV1 (`avif`) and the rest (`heic`). */
export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'tiff' | 'avif' | 'heic';

/** Tells the format from the first bytes; the file's name says nothing. Null when it is none of them. */
export function pictureFormat(bytes: Uint8Array): PictureFormat | null {
  const head = String.fromCharCode(...bytes.subarray(0, 12));
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'webp';
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'gif';
  if (/^(II[*+]\0|MM\0[*+])/.test(head)) return 'tiff';
  if (head.slice(4, 8) === 'ftyp') return heifFormat(bytes);
  return null;
}

/** Reads the brands of the `ftyp` box (ISO/IEC 14496-12 §4.3): major brand, then the compatible ones. */
function heifFormat(bytes: Uint8Array): PictureFormat | null {
  const length = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
  const box = String.fromCharCode(...bytes.subarray(8, Math.min(length, 256)));
  const brands = box.match(/[\s\S]{4}/g) ?? [];
  if (brands.some((b) => b === 'avif' || b === 'avis')) return 'avif';
  if (brands.some((b) => /^(he[ivx][cmsx]|hei[cmsx]|mif[12]|msf1)$/.test(b))) return 'heic';
  return null;
}
