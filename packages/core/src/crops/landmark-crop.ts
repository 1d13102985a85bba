import { type Detection, poseOf } from '../faces/index.js';
import { invert, type PhotoPoint, point, type Similarity, transform } from '../geometry/index.js';
import { type Raster, warp } from '../raster/index.js';

export interface LandmarkCrop {
  readonly pixels: Raster;
  /** The photo point of a landmark given as shares 0..1 of the crop's width and height. */
  toPhoto(shareX: number, shareY: number): PhotoPoint;
}

/**
 * The square a landmark model looks at: around the box's centre, side `cropScale` times the box's longer side,
 * turned by the quarter that brings the face nearest to upright. `scaleX`, `scaleY`: pixels at hand per photo pixel.
 */
export function landmarkCrop(
  source: Raster,
  { box, points }: Detection,
  scale: { readonly x: number; readonly y: number },
  cropScale: number,
  side: number,
): LandmarkCrop {
  const quarter = ((Math.round(poseOf(points).roll / 90) % 4) + 4) % 4;
  const zoom = side / (cropScale * Math.max(box.width * scale.x, box.height * scale.y));
  // Rotates by −quarter·90°, then brings the box's centre to the crop's.
  const a = zoom * [1, 0, -1, 0][quarter]!;
  const b = zoom * [0, -1, 0, 1][quarter]!;
  const x = (box.x + box.width / 2) * scale.x;
  const y = (box.y + box.height / 2) * scale.y;
  const toCrop: Similarity = { a, b, tx: side / 2 - (a * x - b * y), ty: side / 2 - (b * x + a * y) };
  const back = invert(toCrop);
  return {
    pixels: warp(source, toCrop, side, side),
    toPhoto: (shareX, shareY) => {
      const p = transform<'photo'>(back, point(shareX * side, shareY * side));
      return point<'photo'>(p.x / scale.x, p.y / scale.y);
    },
  };
}
