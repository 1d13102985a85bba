import {
  createRaster,
  flip,
  laplacianVariance,
  type Raster,
  resize,
  turn,
  warp,
  writeTensor,
} from '@kith/core/raster';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const side = fc.integer({ min: 1, max: 24 });
const raster: fc.Arbitrary<Raster> = fc
  .tuple(side, side)
  .chain(([width, height]) =>
    fc
      .uint8Array({ minLength: width * height * 3, maxLength: width * height * 3 })
      .map((data) => createRaster(width, height, data)),
  );
const at = (r: Raster, x: number, y: number, c: number) => r.data[(y * r.width + x) * 3 + c]!;
const plain = (r: Raster) => ({ width: r.width, height: r.height, data: Array.from(r.data) });
const mean = (values: ArrayLike<number>) => Array.from(values).reduce((s, v) => s + v, 0) / values.length;

describe('resize', () => {
  test('shrinking by whole numbers is the mean of the block', () => {
    fc.assert(
      fc.property(raster, side, (small, factor) => {
        const big = resize(small, small.width * 2, small.height * 2);
        const f = Math.min(factor, 2);
        const out = resize(big, big.width / f, big.height / f);
        for (let y = 0; y < out.height; y++)
          for (let x = 0; x < out.width; x++) {
            const block: number[] = [];
            for (let j = 0; j < f; j++)
              for (let i = 0; i < f; i++) block.push(at(big, x * f + i, y * f + j, 1));
            expect(Math.abs(at(out, x, y, 1) - mean(block))).toBeLessThanOrEqual(0.51);
          }
      }),
      { numRuns: 30 },
    );
  });

  test('keeps a flat picture flat and the mean of any picture it shrinks', () => {
    fc.assert(
      fc.property(raster, side, side, fc.nat(255), (source, width, height, value) => {
        const flat = createRaster(source.width, source.height);
        flat.data.fill(value);
        expect(new Set(resize(flat, width, height).data)).toEqual(new Set([value]));
        if (width > source.width || height > source.height) return;
        expect(Math.abs(mean(resize(source, width, height).data) - mean(source.data))).toBeLessThan(0.51);
      }),
    );
  });

  test('a ramp stays a ramp', () => {
    const ramp = createRaster(
      8,
      1,
      Uint8Array.from({ length: 24 }, (_, i) => 10 * Math.floor(i / 3)),
    );
    expect(Array.from({ length: 4 }, (_, x) => at(resize(ramp, 4, 1), x, 0, 0))).toEqual([5, 25, 45, 65]);
    // Half-pixel centres: output x shows source (x + 0.5)/2 − 0.5; the ends repeat the edge.
    const wide = resize(ramp, 16, 1);
    expect([0, 1, 2, 15].map((x) => at(wide, x, 0, 0))).toEqual([0, 3, 8, 70]);
  });
});

describe('turn and flip', () => {
  test('four quarter turns, or two mirrors, are nothing; a turn moves pixels as stated', () => {
    fc.assert(
      fc.property(raster, (source) => {
        expect(plain(turn(turn(source, 1), 3))).toEqual(plain(source));
        expect(plain(turn(turn(source, 2), 2))).toEqual(plain(source));
        expect(plain(turn(turn(source, 1), 1))).toEqual(plain(turn(source, 2)));
        expect(plain(flip(flip(source)))).toEqual(plain(source));
        // Clockwise: the top left corner becomes the top right.
        const turned = turn(source, 1);
        expect(at(turned, turned.width - 1, 0, 2)).toBe(at(source, 0, 0, 2));
      }),
    );
  });
});

describe('warp', () => {
  test('the identity changes nothing, whole shifts move pixels and leave black behind', () => {
    fc.assert(
      fc.property(raster, (source) => {
        const same = warp(source, { a: 1, b: 0, tx: 0, ty: 0 }, source.width, source.height);
        expect(plain(same)).toEqual(plain(source));
        const moved = warp(source, { a: 1, b: 0, tx: 2, ty: 1 }, source.width + 2, source.height + 1);
        expect(at(moved, 2, 1, 0)).toBe(at(source, 0, 0, 0));
        expect(at(moved, 0, 0, 0)).toBe(0);
      }),
    );
  });

  test('shrinking averages: fine stripes become their mean, not one of the stripes', () => {
    const stripes = createRaster(120, 120);
    for (let i = 0; i < stripes.data.length; i++) stripes.data[i] = Math.floor(i / 3) % 2 ? 255 : 0;
    for (const shrink of [2, 3.7, 5, 11]) {
      const size = Math.floor(100 / shrink);
      const out = warp(stripes, { a: 1 / shrink, b: 0, tx: -5 / shrink, ty: -5 / shrink }, size, size);
      for (const v of out.data) expect(Math.abs(v - 127.5), `shrunk ${shrink} times`).toBeLessThan(45);
      expect(Math.abs(mean(out.data) - 127.5)).toBeLessThan(3);
    }
  });

  test('a source point lands where the transform says', () => {
    const dot = createRaster(40, 40);
    for (let c = 0; c < 3; c++) dot.data[(20 * 40 + 10) * 3 + c] = 255;
    // A quarter turn: (x, y) ↦ (−y + 40, x).
    const out = warp(dot, { a: 0, b: 1, tx: 40, ty: 0 }, 40, 40);
    expect(at(out, 40 - 21, 10, 0)).toBe(255);
  });

  test('the border may repeat the edge', () => {
    const white = createRaster(4, 4);
    white.data.fill(255);
    expect(new Set(warp(white, { a: 1, b: 0, tx: 3, ty: 3 }, 10, 10, 'edge').data)).toEqual(new Set([255]));
  });
});

describe('writeTensor', () => {
  const format = { layout: 'NCHW', colour: 'RGB', mean: [10, 20, 30], std: [2, 4, 5] } as const;
  const source = createRaster(2, 1, Uint8Array.from([12, 24, 35, 14, 28, 40]));

  test('planes in colour order', () => {
    const batch = new Float32Array(6);
    writeTensor(source, format, batch, 0);
    expect(Array.from(batch)).toEqual([1, 2, 1, 2, 1, 2]);
    writeTensor(source, { ...format, colour: 'BGR', mean: [0, 0, 0], std: [1, 1, 1] }, batch, 0);
    expect(Array.from(batch)).toEqual([35, 40, 24, 28, 12, 14]);
  });

  test('interleaved, second slot, the rest of it black', () => {
    const batch = new Float32Array(2 * 3 * 6).fill(9);
    writeTensor(source, { ...format, layout: 'NHWC' }, batch, 1, 3, 2);
    expect(Array.from(batch.subarray(0, 18))).toEqual(Array(18).fill(9));
    expect(Array.from(batch.subarray(18, 27))).toEqual([1, 1, 1, 2, 2, 2, -5, -5, -6]);
    expect(Array.from(batch.subarray(27))).toEqual([-5, -5, -6, -5, -5, -6, -5, -5, -6]);
  });

  test('refuses a batch too small or a picture too large', () => {
    expect(() => writeTensor(source, format, new Float32Array(5), 0)).toThrow(/do not fit/);
    expect(() => writeTensor(source, format, new Float32Array(99), 0, 1, 1)).toThrow(/do not fit/);
  });
});

test('laplacian variance: 0 for flat, larger for sharp than for blurred', () => {
  const sharp = createRaster(32, 32);
  for (let i = 0; i < sharp.data.length; i++) sharp.data[i] = Math.floor(i / 12) % 2 ? 220 : 30;
  const blurred = resize(resize(sharp, 8, 8), 32, 32);
  const flat = createRaster(32, 32);
  expect(laplacianVariance(flat)).toBe(0);
  expect(laplacianVariance(sharp)).toBeGreaterThan(10 * laplacianVariance(blurred) + 1);
});

test('createRaster refuses sides and buffers that do not fit', () => {
  expect(() => createRaster(0, 3)).toThrow(/whole positive/);
  expect(() => createRaster(2, 2, new Uint8Array(11))).toThrow(/need 12 bytes/);
});
