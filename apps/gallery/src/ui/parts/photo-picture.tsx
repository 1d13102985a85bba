import type { PhotoId } from '@kith/core/photo';
import { useApi } from '../data/api-context.js';
import { usePicture } from '../data/use-picture.js';

export interface PhotoPictureProps {
  readonly photo: PhotoId;
  /** Longer side in pixels. */
  readonly side: number;
  readonly alt: string;
}

/** A photo, or room for it: while it comes, and where it is not on this device. */
export function PhotoPicture({ photo, side, alt }: PhotoPictureProps) {
  const { url, absent, onError } = usePicture(`photo ${photo} ${side}`, useApi().photoPicture(photo, side));
  if (absent) {
    return (
      <span className="photo-wait photo-absent" role="img" aria-label={alt}>
        Not on this device
      </span>
    );
  }
  return url === null ? (
    <span className="photo-wait" />
  ) : (
    <img src={url} alt={alt} loading="lazy" decoding="async" draggable={false} onError={onError} />
  );
}
