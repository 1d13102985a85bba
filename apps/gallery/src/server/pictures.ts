import type { FaceId } from '@kith/core/faces';
import type { PhotoId } from '@kith/core/photo';

export interface EncodedPicture {
  readonly bytes: Uint8Array;
  readonly type: 'image/webp' | 'image/svg+xml' | 'image/png' | 'image/jpeg';
}

/** Small pictures for the page. Rejects with NotFound, or Refused with the reason a photo cannot be shown. */
export interface Pictures {
  face(id: FaceId, side: number): Promise<EncodedPicture>;
  photo(id: PhotoId, side: number): Promise<EncodedPicture>;
  /** Deletes every cached picture. */
  clear(): Promise<void>;
}
