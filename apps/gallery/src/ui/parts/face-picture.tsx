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
  /** Holds the place only: while the page flies past, nobody could see the picture. */
  readonly empty?: boolean;
}

export function FacePicture({ face, side, alt = '', shape = 'square', empty = false }: FacePictureProps) {
  const wanted = side * Math.min(2, globalThis.devicePixelRatio || 1);
  const picture = useApi().facePicture(face, wanted);
  const src = usePicture(`face ${face} ${wanted}`, picture);
  return (
    <span className={`face face-${shape}`}>
      {src && !empty && (
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
