import { type Box, scaleBox } from '@kith/core/geometry';
import type { PhotoId } from '@kith/core/photo';
import type { DecodedPhoto } from '@kith/core/ports';
import { encodePicture, faceThumbnail, photoPreview } from './encode-picture.js';

/** An encoded picture under its name in the PictureStore. */
export interface NamedPicture {
  readonly name: string;
  readonly picture: Blob;
}

/** The square of each face and the preview, at most `previewSide` long, of a photo. Boxes are in its pixels at full size. */
export async function photoPictures(
  id: PhotoId,
  { pixels, facts }: DecodedPhoto,
  faces: readonly { readonly id: string; readonly box: Box }[],
  previewSide: number,
): Promise<NamedPicture[]> {
  const scale = pixels.width / facts.width;
  const pictures: NamedPicture[] = [];
  for (const face of faces) {
    const square = faceThumbnail(pixels, scaleBox(face.box, scale, scale));
    pictures.push({ name: `face-${face.id}`, picture: await encodePicture(square) });
  }
  const preview = await encodePicture(photoPreview(pixels, previewSide), 0.75);
  return [...pictures, { name: previewName(id), picture: preview }];
}

/** The name of a photo's preview. */
export const previewName = (id: PhotoId): string => `photo-${id}`;
