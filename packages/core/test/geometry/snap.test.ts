import { snap } from '@kith/core/geometry';
import fc from 'fast-check';
import { expect, test } from 'vitest';

test('a coordinate moves by at most half a step of 1/16', () => {
  fc.assert(
    fc.property(fc.double({ min: -5000, max: 5000, noNaN: true }), (x) => {
      expect(Math.abs(snap(x) - x)).toBeLessThanOrEqual(1 / 32);
      expect(Number.isInteger(snap(x) * 16)).toBe(true);
    }),
  );
});

test('what differs in the last bits of a float is the same', () => {
  expect(snap(Math.fround(97.3))).toBe(snap(97.3));
  expect(snap(301.50001)).toBe(snap(301.49999));
  expect(snap(snap(12.34))).toBe(snap(12.34));
});
