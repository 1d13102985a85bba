import type { PhotoId } from '@kith/core/photo';
import { useApi } from '../data/api-context.js';
import { usePicture } from '../data/use-picture.js';

export interface PhotoPictureProps {
  readonly photo: PhotoId;
  /** Longer side in pixels. */
  readonly side: number;
  readonly alt: string;
}

export function PhotoPicture({ photo, side, alt }: PhotoPictureProps) {
  const src = usePicture(`photo ${photo} ${side}`, useApi().photoPicture(photo, side));
  return src === null ? (
    <span className="photo-wait" />
  ) : (
    <img src={src} alt={alt} loading="lazy" decoding="async" draggable={false} />
  );
}
