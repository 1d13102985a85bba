import { compose, fitSimilarity, invert, point, type Similarity, transform } from '@kith/core/geometry';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const coordinate = fc.double({ min: -1000, max: 1000, noNaN: true });
const similarity: fc.Arbitrary<Similarity> = fc
  .record({
    scale: fc.double({ min: 0.05, max: 20, noNaN: true }),
    angle: fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }),
    tx: coordinate,
    ty: coordinate,
  })
  .map(({ scale, angle, tx, ty }) => ({ a: scale * Math.cos(angle), b: scale * Math.sin(angle), tx, ty }));
const spread = fc
  .array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 8 })
  .filter((ps) => Math.hypot(ps[0]![0] - ps[1]![0], ps[0]![1] - ps[1]![1]) > 1)
  .map((ps) => ps.map(([x, y]) => point(x, y)));

test('recovers the transform that made the points', () => {
  fc.assert(
    fc.property(similarity, spread, (t, from) => {
      const found = fitSimilarity(
        from,
        from.map((p) => transform(t, p)),
      );
      for (const key of ['a', 'b'] as const) expect(found[key]).toBeCloseTo(t[key], 6);
      for (const p of from) {
        expect(transform(found, p).x).toBeCloseTo(transform(t, p).x, 5);
        expect(transform(found, p).y).toBeCloseTo(transform(t, p).y, 5);
      }
    }),
  );
});

test('no small change of the fitted transform lowers the sum of squares', () => {
  fc.assert(
    fc.property(spread, fc.array(coordinate, { minLength: 16, maxLength: 16 }), (from, noise) => {
      const to = from.map((_, i) => point(noise[2 * i]!, noise[2 * i + 1]!));
      const best = fitSimilarity(from, to);
      const cost = (t: Similarity) =>
        from.reduce((sum, p, i) => {
          const q = transform(t, p);
          return sum + (q.x - to[i]!.x) ** 2 + (q.y - to[i]!.y) ** 2;
        }, 0);
      for (const key of ['a', 'b', 'tx', 'ty'] as const)
        for (const step of [-1e-3, 1e-3])
          expect(cost({ ...best, [key]: best[key] + step })).toBeGreaterThanOrEqual(cost(best) - 1e-6);
    }),
  );
});

test('mirrored points give a rotation, never a reflection', () => {
  const from = [point(0, 0), point(2, 0), point(0, 1)];
  const mirrored = from.map((p) => point(-p.x, p.y));
  const { a, b } = fitSimilarity(from, mirrored);
  expect(a * a + b * b).toBeGreaterThan(0);
  // The determinant of [a −b; b a] cannot be negative; the best rotation here is by half a turn or none.
  expect(Math.abs(b)).toBeLessThan(1);
});

test('inverse and composition', () => {
  fc.assert(
    fc.property(similarity, similarity, coordinate, coordinate, (s, t, x, y) => {
      const p = point(x, y);
      const back = transform(invert(s), transform(s, p));
      expect(back.x).toBeCloseTo(x, 4);
      expect(back.y).toBeCloseTo(y, 4);
      const both = transform(compose(t, s), p);
      const one = transform(t, transform(s, p));
      expect(both.x).toBeCloseTo(one.x, 4);
      expect(both.y).toBeCloseTo(one.y, 4);
    }),
  );
});

test('refuses what no transform fits', () => {
  expect(() => fitSimilarity([point(0, 0)], [point(1, 1)])).toThrow(/two or more/);
  expect(() => fitSimilarity([point(1, 1), point(1, 1)], [point(0, 0), point(1, 0)])).toThrow(
    /not all the same/,
  );
  expect(() => fitSimilarity([point(Number.NaN, 1), point(1, 1)], [point(0, 0), point(1, 0)])).toThrow(
    /finite/,
  );
  expect(() => invert({ a: 0, b: 0, tx: 1, ty: 1 })).toThrow(/no inverse/);
});
