import { align } from '../crops/index.js';
import { scaleOf } from '../geometry/index.js';
import { defaultSize } from '../models/index.js';
import type { DecodedPhoto } from '../ports/index.js';
import type { Raster } from '../raster/index.js';
import type { LandmarkedFace } from './find-landmarks.js';
import type { LoadedPack } from './loaded-pack.js';

export interface AlignedFace extends LandmarkedFace {
  readonly crop: Raster;
  /** Pixels at hand per pixel of the crop. */
  readonly scale: number;
}

/** Cuts each face as the embedder wants it, from the decoded pixels. */
export function alignFaces(
  faces: readonly LandmarkedFace[],
  photos: readonly DecodedPhoto[],
  pack: LoadedPack,
): AlignedFace[] {
  const { input, template } = pack.embedder.entry;
  const { width, height } = defaultSize(input);
  return faces.map((face) => {
    const { pixels, facts } = photos[face.of]!;
    const { pixels: crop, toCrop } = align(pixels, face.detection.points, {
      scaleX: pixels.width / facts.width,
      scaleY: pixels.height / facts.height,
      width,
      height,
      ...(template ? { template } : {}),
    });
    return { ...face, crop, scale: 1 / scaleOf(toCrop) };
  });
}
