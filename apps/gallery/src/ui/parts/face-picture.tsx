import type { FaceId } from '@kith/core/faces';
import { useApi } from '../data/api-context.js';
import { usePicture } from '../data/use-picture.js';

export interface FacePictureProps {
  readonly face: FaceId;
  /** Longer side in CSS pixels. */
  readonly side: number;
  /** Empty where words beside it say who it is. */
  readonly alt?: string;
  readonly shape?: 'arch' | 'square';
}

export function FacePicture({ face, side, alt = '', shape = 'square' }: FacePictureProps) {
  const wanted = side * Math.min(2, globalThis.devicePixelRatio || 1);
  const picture = useApi().facePicture(face, wanted);
  const src = usePicture(`face ${face} ${wanted}`, picture);
  return (
    <span className={`face face-${shape}`}>
      {src && (
        <img
          src={src}
          alt={alt}
          width={side}
          height={side}
          loading="lazy"
          decoding="async"
          draggable={false}
        />
      )}
    </span>
  );
}
