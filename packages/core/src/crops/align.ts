import type { FivePoints } from '../faces/index.js';
import { fitSimilarity, point, type Similarity } from '../geometry/index.js';
import { type Raster, warp } from '../raster/index.js';
import { arcFaceTemplate, cropSide, templatePoints } from './template.js';

/** How to cut: the scaled copy of the photo at hand, and where the points shall lie. */
export interface AlignOptions {
  /** Pixels at hand per photo pixel, across and down: 0.5 for a copy of half the size. */
  readonly scaleX: number;
  readonly scaleY: number;
  readonly template: readonly (readonly [number, number])[];
  readonly width: number;
  readonly height: number;
}

/** Photo pixels at hand at full size, ArcFace's template, 112×112. */
export const defaultAlignOptions: AlignOptions = {
  scaleX: 1,
  scaleY: 1,
  template: arcFaceTemplate,
  width: cropSide,
  height: cropSide,
};

export interface Aligned {
  readonly pixels: Raster;
  /** From the pixels at hand to the crop. */
  readonly toCrop: Similarity;
}

/** Cuts the face so that its five points (in photo pixels) lie nearest the template's. Outside the photo is black. */
export function align(source: Raster, points: FivePoints, options: Partial<AlignOptions> = {}): Aligned {
  const { scaleX, scaleY, template, width, height } = { ...defaultAlignOptions, ...options };
  const here = points.map((p) => point(p.x * scaleX, p.y * scaleY));
  const toCrop = fitSimilarity(here, templatePoints(template));
  return { pixels: warp(source, toCrop, width, height), toCrop };
}
