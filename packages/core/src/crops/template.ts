import { type CropPoint, point } from '../geometry/index.js';

/** Side of the aligned crop in pixels. */
export const cropSide = 112;

/**
 * Where left eye, right eye, nose and mouth corners lie in a 112×112 crop, as published with ArcFace (Deng et al.
 * 2019), with pixel centres at whole numbers as OpenCV has them.
 */
export const arcFaceTemplate: readonly (readonly [number, number])[] = [
  [38.2946, 51.6963],
  [73.5318, 51.5014],
  [56.0252, 71.7366],
  [41.5493, 92.3655],
  [70.7299, 92.2041],
];

/** A published template in Kith's pixels, whose centres are at halves. */
export function templatePoints(template: readonly (readonly [number, number])[]): CropPoint[] {
  return template.map(([x, y]) => point<'crop'>(x + 0.5, y + 0.5));
}
