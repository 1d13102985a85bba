/**
 * An axis-parallel rectangle in pixels of the picture its owner names: left and top edge, width and height.
 * May reach past the picture's edges (a face cut off by the frame).
 */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
