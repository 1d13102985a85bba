import {
  bootstrapDifference,
  bootstrapRates,
  churn,
  flattenPartitions,
  samePhotoConflicts,
  scorePartition,
  seededRandom,
} from '@kith/core/evaluate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const labels = fc.array(fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: -1, max: 8 })), {
  minLength: 1,
  maxLength: 60,
});

describe('properties of the partition metrics', () => {
  it('names and order of groups do not matter; truth scores 1', () => {
    fc.assert(
      fc.property(labels, (pairs) => {
        const truth = Int32Array.from(pairs, ([t]) => t);
        const found = Int32Array.from(pairs, ([, f]) => f);
        const renamed = found.map((f) => (f < 0 ? f : 100 - f));
        expect(scorePartition(truth, renamed).scores).toEqual(scorePartition(truth, found).scores);
        expect(scorePartition(truth, truth).scores).toMatchObject({
          nmi: 1,
          ari: 1,
          merged: 0,
          fragmented: 0,
        });
      }),
    );
  });

  it('swapping truth and result swaps precision and recall', () => {
    fc.assert(
      fc.property(labels, (pairs) => {
        const a = Int32Array.from(pairs, ([t]) => t);
        const b = Int32Array.from(pairs, ([, f]) => Math.max(0, f));
        const there = scorePartition(a, b).scores;
        const back = scorePartition(b, a).scores;
        expect(there.bcubed.p).toBeCloseTo(back.bcubed.r, 12);
        expect(there.pairwise.p).toBeCloseTo(back.pairwise.r, 12);
      }),
    );
  });
});

describe('bootstrap over people', () => {
  const random = seededRandom(7);
  const truth = Int32Array.from({ length: 900 }, (_, i) => i >> 3);
  const noisy = (share: number) => truth.map((t) => (random.uniform() < share ? 1000 + random.below(40) : t));
  const good = scorePartition(truth, noisy(0.05));
  const bad = scorePartition(truth, noisy(0.25));

  it('the interval holds the estimate, narrows with the level and repeats exactly', () => {
    const f = good.scores.bcubed.f;
    const wide = bootstrapRates(good.sums, (r) => r.bcubed.f);
    const narrow = bootstrapRates(good.sums, (r) => r.bcubed.f, { level: 0.5 });
    expect(wide.low).toBeLessThan(f);
    expect(wide.high).toBeGreaterThan(f);
    expect(narrow.high - narrow.low).toBeLessThan(wide.high - wide.low);
    expect(bootstrapRates(good.sums, (r) => r.bcubed.f)).toEqual(wide);
  });

  it('the paired difference of two results is clear of zero where they differ', () => {
    const difference = bootstrapDifference(good.sums, bad.sums, (r) => r.bcubed.f);
    expect(difference.low).toBeGreaterThan(0);
    expect(bootstrapDifference(good.sums, good.sums, (r) => r.bcubed.f)).toEqual({ low: 0, high: 0 });
  });

  it('matches the width of the textbook standard error for independent people', () => {
    // People of one size, each whole or in singletons: recall is a mean of independent 0/8-th values.
    const whole = Int32Array.from({ length: 1600 }, (_, i) => i >> 3);
    const found = whole.map((t) => (t % 2 === 0 ? t : -1));
    const { low, high } = bootstrapRates(scorePartition(whole, found).sums, (r) => r.bcubed.r);
    const deviation = (1 - 1 / 8) / 2 / Math.sqrt(200);
    expect((high - low) / (2 * 1.96 * deviation)).toBeGreaterThan(0.9);
    expect((high - low) / (2 * 1.96 * deviation)).toBeLessThan(1.1);
  });
});

describe('small ones', () => {
  it('counts a person who is twice in one photo', () => {
    const photos = Int32Array.from([0, 0, 0, 1, 1]);
    expect(samePhotoConflicts(photos, Int32Array.from([4, 4, 4, 4, -1]))).toBe(2);
    expect(samePhotoConflicts(photos, Int32Array.from([-1, -1, 4, 4, 5]))).toBe(0);
  });

  it('tells claimed faces from restless ones', () => {
    const before = new Map([
      ['a', 'p1'],
      ['b', 'p1'],
      ['c', null],
      ['d', 'p2'],
      ['gone', 'p1'],
    ]);
    const after = new Map([
      ['a', 'p1'],
      ['b', 'p2'],
      ['c', 'p1'],
      ['d', null],
      ['new', 'p1'],
    ]);
    expect(churn(before, after)).toEqual({ faces: 4, claimed: 1, moved: 1, released: 1, share: 0.5 });
  });

  it('refuses partitions of different items by name', () => {
    const truth = new Map([['a', 'x']]);
    expect(() => flattenPartitions(truth, new Map([['b', 'x']]))).toThrow(/'a'/);
    expect(flattenPartitions(truth, new Map([['a', 'y']])).items).toEqual(['a']);
  });
});
