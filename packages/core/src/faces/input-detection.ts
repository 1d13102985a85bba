import type { Box, InputPoint } from '../geometry/index.js';

/** A detection in pixels of the detector's input. `points` are the five points in FivePoints order. */
export interface InputDetection {
  readonly box: Box;
  readonly score: number;
  readonly points: readonly InputPoint[];
}
