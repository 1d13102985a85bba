import { imageSize } from 'image-size';

/** Width and height of the upright picture, read from its header: nothing is decoded. Throws on no known header. */
export function pictureSize(bytes: Uint8Array): { readonly width: number; readonly height: number } {
  const { width, height, orientation = 1, images } = imageSize(bytes);
  if (!(width > 0 && height > 0)) throw new Error(`its header says ${width}×${height} pixels`);
  // HEIF holds tiles and thumbnails too: the largest is the picture.
  const sides = (images ?? []).reduce(
    (most, i) => (i.width * i.height > most.width * most.height ? i : most),
    { width, height },
  );
  return orientation > 4
    ? { width: sides.height, height: sides.width }
    : { width: sides.width, height: sides.height };
}
