import type { Orientation } from '@kith/core/photo';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toStored, toUpright } from '../src/orient-region.js';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const regions = fc.record({ name: fc.constant(null), x: share, y: share, w: share, h: share });
const orientations = fc.constantFrom<Orientation>(1, 2, 3, 4, 5, 6, 7, 8);

describe('orient-region', () => {
  it('comes back to where it was', () => {
    fc.assert(
      fc.property(regions, orientations, (region, orientation) => {
        const back = toUpright(toStored(region, orientation), orientation);
        for (const key of ['x', 'y', 'w', 'h'] as const) expect(back[key]).toBeCloseTo(region[key], 12);
      }),
    );
  });

  it('puts the top left of a picture turned by tag 6 (turn right to view) at the bottom left of the stored one', () => {
    const region = { name: null, x: 0.1, y: 0.2, w: 0.05, h: 0.1 };
    expect(toStored(region, 6)).toEqual({ name: null, x: 0.2, y: 0.9, w: 0.1, h: 0.05 });
    expect(toStored(region, 8)).toEqual({ name: null, x: 0.8, y: 0.1, w: 0.1, h: 0.05 });
  });
});
