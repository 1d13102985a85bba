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
  const { url, absent, onError } = usePicture(`face ${face} ${wanted}`, picture);
  return (
    <span className={`face face-${shape}`}>
      {absent && <NoFace alt={alt} />}
      {url && !empty && (
        <img
          src={url}
          alt={alt}
          width={side}
          height={side}
          loading="lazy"
          decoding="async"
          draggable={false}
          onError={onError}
        />
      )}
    </span>
  );
}

/** In the place of a picture that is not on this device. */
function NoFace({ alt }: { readonly alt: string }) {
  return (
    <>
      <svg viewBox="0 0 40 46" className="no-face" aria-hidden="true">
        <circle cx="20" cy="19" r="7.5" />
        <path d="M6 46a14 14 0 0 1 28 0z" />
      </svg>
      {alt !== '' && <span className="unseen">{alt}</span>}
    </>
  );
}
