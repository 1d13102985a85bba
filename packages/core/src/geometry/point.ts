import type { Brand } from './brand.js';

/**
 * A point in pixels: x to the right, y down, (0, 0) the outer corner of the top-left pixel, whose centre is
 * (0.5, 0.5). `Space` says of which picture; points of different pictures do not mix.
 */
export interface Point<Space extends string = string> {
  readonly x: Brand<number, Space>;
  readonly y: Brand<number, Space>;
}

/** In the upright photo at full resolution. */
export type PhotoPoint = Point<'photo'>;
/** In a model's input picture. */
export type InputPoint = Point<'input'>;
/** In the aligned 112×112 crop. */
export type CropPoint = Point<'crop'>;

/** Names the space of a pair of numbers; no check, no cost. */
export function point<Space extends string>(x: number, y: number): Point<Space> {
  return { x, y } as Point<Space>;
}
