/** Steps a pixel is divided in: far finer than any model is right, far coarser than runtimes differ. */
const steps = 16;

/**
 * A coordinate in pixels of a model's input, to the nearest 1/16. Runtimes and processors differ in the last bits of a
 * float (about 1e-5 pixels between onnxruntime-node and its WASM build); taken on into a crop, such a difference turns
 * the rounding of some pixels, and an int8 embedder makes of it a cosine of down to 0.99. Of snapped points the crops
 * come out the same to the bit.
 */
export function snap(pixels: number): number {
  return Math.round(pixels * steps) / steps;
}
