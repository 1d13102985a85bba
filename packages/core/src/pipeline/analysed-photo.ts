import type { Face } from '../faces/index.js';
import type { PhotoId } from '../photo/index.js';
import type { DecodedPhoto } from '../ports/index.js';
import type { Raster } from '../raster/index.js';
import type { FaceVector } from '../vectors/index.js';

/** A photo to analyse. */
export interface PhotoToAnalyse {
  readonly id: PhotoId;
  readonly decoded: DecodedPhoto;
  /** Faces whose ids must be kept: the store's anchors, and what an earlier analysis found. */
  readonly known: readonly Pick<Face, 'id' | 'box'>[];
  /** Faces that the user has drawn: each is among what is found, under its id. Boxes in photo pixels. */
  readonly drawn: readonly Pick<Face, 'id' | 'box'>[];
}

/** A face with its vector and the aligned crop it was made from (for covers and thumbnails). */
export interface AnalysedFace {
  readonly face: Face;
  readonly vector: FaceVector;
  readonly crop: Raster;
}

/** What analysis makes of a photo. Faces by falling score. */
export interface AnalysedPhoto {
  readonly id: PhotoId;
  readonly faces: readonly AnalysedFace[];
}
