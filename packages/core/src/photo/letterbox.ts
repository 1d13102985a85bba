import type { InputPoint, PhotoPoint } from '../geometry/index.js';
import { point } from '../geometry/index.js';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A picture laid into a larger input at its top left: content size, input size, and the scales back. */
export interface Letterbox {
  /** The resized picture, whole pixels. */
  readonly content: Size;
  /** The input; what the content does not cover is black. */
  readonly input: Size;
  /** Photo pixels per input pixel, across and down (they differ by rounding only). */
  readonly scaleX: number;
  readonly scaleY: number;
}

/** What inputs a model takes: one size, or any whose sides are multiples. A pack's `ModelInput.size` is one. */
export type InputSize =
  | ({ readonly kind: 'fixed' } & Size)
  | { readonly kind: 'multiple'; readonly multipleOf: number };

/**
 * Lays a picture out for a detector: longer side at most `side`, never enlarged, so that photos of one shape share
 * an input shape whatever their exact size. `photo` is the size that points are wanted in, where the pixels at hand
 * are a scaled copy of it.
 */
export function letterbox(pixels: Size, photo: Size, side: number, size: InputSize): Letterbox {
  const [mostWide, mostHigh] = size.kind === 'fixed' ? [size.width, size.height] : [side, side];
  const scale = Math.min(
    mostWide / pixels.width,
    mostHigh / pixels.height,
    side / Math.max(pixels.width, pixels.height),
    1,
  );
  const width = Math.max(1, Math.round(pixels.width * scale));
  const height = Math.max(1, Math.round(pixels.height * scale));
  const input = size.kind === 'fixed' ? size : roundedUp(width, height, size.multipleOf);
  return { content: { width, height }, input, scaleX: photo.width / width, scaleY: photo.height / height };
}

function roundedUp(width: number, height: number, multipleOf: number): Size {
  const up = (n: number) => Math.ceil(n / multipleOf) * multipleOf;
  return { width: up(width), height: up(height) };
}

/** The photo point that an input point shows. */
export function toPhoto(box: Letterbox, p: InputPoint): PhotoPoint {
  return point<'photo'>(p.x * box.scaleX, p.y * box.scaleY);
}
