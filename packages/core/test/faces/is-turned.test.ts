import { expect, it } from 'vitest';
import { type FivePoints, isTurned } from '../../src/faces/index.js';

/** An upright face of five points, turned clockwise. */
function faceTurnedBy(degrees: number): FivePoints {
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  const upright = [
    [-10, -10],
    [10, -10],
    [0, 0],
    [-8, 10],
    [8, 10],
  ] as const;
  return upright.map(([x, y]) => ({
    x: 50 + x * cos - y * sin,
    y: 50 + x * sin + y * cos,
  })) as unknown as FivePoints;
}

it.each([0, 20, -40, 44, 360])('a face tilted by %d° is not turned', (degrees) => {
  expect(isTurned(faceTurnedBy(degrees))).toBe(false);
});

it.each([46, -46, 90, -90, 135, 180, 270])('a face tilted by %d° is', (degrees) => {
  expect(isTurned(faceTurnedBy(degrees))).toBe(true);
});
