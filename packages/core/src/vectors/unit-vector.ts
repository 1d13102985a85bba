/**
 * The vector at unit length, as a copy. Throws on what no healthy model gives: NaN or infinity, zero length, or
 * all values equal.
 */
export function unitVector(values: ArrayLike<number>): Float32Array {
  let squares = 0;
  let constant = true;
  for (let i = 0; i < values.length; i++) {
    squares += values[i]! * values[i]!;
    if (values[i] !== values[0]) constant = false;
  }
  if (!Number.isFinite(squares)) throw new Error('the embedding holds values that are not finite');
  if (squares < 1e-12) throw new Error('the embedding is all zero');
  if (constant && values.length > 1) throw new Error('the embedding is constant');
  const scale = 1 / Math.sqrt(squares);
  return Float32Array.from(values, (v) => v * scale);
}
