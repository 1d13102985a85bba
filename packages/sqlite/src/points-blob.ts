import { type PhotoPoint, point } from '@kith/core/geometry';

/** Points as x, y pairs of little-endian float64. */
export function encodePoints(points: readonly PhotoPoint[]): Uint8Array {
  return new Uint8Array(Float64Array.from(points.flatMap(({ x, y }) => [x, y])).buffer);
}

export function decodePoints(blob: Uint8Array): readonly PhotoPoint[] {
  const numbers = new Float64Array(blob.slice().buffer);
  return Array.from({ length: numbers.length / 2 }, (_, i) =>
    point<'photo'>(numbers[i * 2] as number, numbers[i * 2 + 1] as number),
  );
}
