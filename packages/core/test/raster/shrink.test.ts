import { readFile } from 'node:fs/promises';
import { type RgbaRows, shrink } from '@kith/core/raster';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kernelModule } from '../../../../scripts/build-kernel.mjs';

const side = fc.integer({ min: 1, max: 150 });
const picture: fc.Arbitrary<RgbaRows> = fc
  .tuple(side, side, fc.integer({ min: 1 }))
  .map(([width, height, seed]) => rgba(width, height, (i) => (Math.imul(i + seed, 2654435761) >>> 24) & 255));

function rgba(width: number, height: number, value: (i: number) => number): RgbaRows {
  const data = Uint8Array.from({ length: width * height * 4 }, (_, i) => value(i));
  return {
    width,
    height,
    rows: (first, count) => {
      expect(first).toBeGreaterThanOrEqual(0);
      expect(first + count).toBeLessThanOrEqual(height);
      return data.subarray(first * width * 4, (first + count) * width * 4);
    },
  };
}

describe('shrink', () => {
  it('has its kernel built from its source', async () => {
    const built = await readFile(new URL('../../src/raster/shrink-kernel-bytes.ts', import.meta.url), 'utf8');
    expect(built).toBe(await kernelModule('raster/shrink'));
  });

  it('gives the same bytes by kernel and plainly, whatever the sides', () => {
    fc.assert(
      fc.property(picture, fc.integer({ min: 1, max: 200 }), (source, maxSide) => {
        const simd = shrink(source, maxSide);
        expect(simd).toEqual(shrink(source, maxSide, { kernel: 'plain' }));
        expect(Math.max(simd.width, simd.height)).toBe(
          Math.min(maxSide, Math.max(source.width, source.height)),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('keeps a flat picture nearly flat and one that is small enough as it is', () => {
    const most = fc.integer({ min: 1, max: 400 });
    fc.assert(
      fc.property(side, side, most, fc.nat(255), (width, height, maxSide, value) => {
        for (const made of new Set(
          shrink(
            rgba(width, height, () => value),
            maxSide,
          ).data,
        ))
          expect(Math.abs(made - value)).toBeLessThanOrEqual(3);
      }),
      { numRuns: 30 },
    );
    const source = rgba(7, 5, (i) => i);
    const kept = Array.from(source.rows(0, 5)).filter((_, i) => i % 4 !== 3);
    expect(Array.from(shrink(source, 7).data)).toEqual(kept);
  });

  it('refuses a side of nothing', () => {
    expect(() =>
      shrink(
        rgba(4, 4, () => 0),
        Number.NaN,
      ),
    ).toThrow(RangeError);
  });
});
