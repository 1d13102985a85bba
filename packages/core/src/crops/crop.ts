import type { FaceId } from '../faces/index.js';
import type { Raster } from '../raster/index.js';

/** An aligned face, 112×112, eyes and mouth on the ArcFace template. */
export interface Crop {
  readonly face: FaceId;
  readonly pixels: Raster;
  /** Pixels of the decoded photo per pixel of the crop: above 1 the crop was shrunk, below 1 enlarged. */
  readonly scale: number;
}
