import { dot } from './dot.js';

/** The vector scaled to unit length; the zero vector stays zero. */
export function direction(vector: Float32Array): Float32Array {
  const square = dot(vector, vector);
  const scale = square === 0 ? 0 : 1 / Math.sqrt(square);
  const unit = new Float32Array(vector.length);
  for (let i = 0; i < unit.length; i++) unit[i] = vector[i]! * scale;
  return unit;
}
