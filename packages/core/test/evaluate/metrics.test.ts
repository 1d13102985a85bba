import {
  averagePrecision,
  groupDistances,
  groupSums,
  lfwAccuracy,
  roc,
  scorePartition,
  tarAtFar,
  widthViolations,
} from '@kith/core/evaluate';
import { describe, expect, it } from 'vitest';
import { box, golden } from './golden.js';

describe('partition metrics against scikit-learn', () => {
  it.each(golden.partitions.map((c, i) => [i, c] as const))('case %i', (_, c) => {
    const { scores } = scorePartition(Int32Array.from(c.truth), Int32Array.from(c.found));
    for (const key of ['p', 'r', 'f'] as const) {
      expect(scores.pairwise[key]).toBeCloseTo(c.pairwise[key], 12);
      expect(scores.bcubed[key]).toBeCloseTo(c.bcubed[key], 12);
    }
    expect(scores.nmi).toBeCloseTo(c.nmi, 10);
    expect(scores.ari).toBeCloseTo(c.ari, 10);
    expect(scores).toMatchObject(c.people);
  });

  it('refuses partitions of different length', () => {
    expect(() => scorePartition(new Int32Array(3), new Int32Array(4))).toThrow(/3 and 4/);
  });

  it('stays near-linear at a million items', () => {
    const truth = Int32Array.from({ length: 1e6 }, (_, i) => (i < 80_000 ? 0 : i >> 3));
    const started = performance.now();
    const { scores } = scorePartition(truth, truth.slice());
    expect(scores.bcubed.f).toBe(1);
    expect(scores.pairwise.f).toBe(1);
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});

describe('verification metrics against scikit-learn', () => {
  it.each(golden.roc.map((c, i) => [i, c] as const))('roc and tar@far %i', (_, c) => {
    const genuine = Float64Array.from(c.genuine);
    const impostor = Float64Array.from(c.impostor);
    const points = roc(genuine, impostor).filter((_, i) => i % c.step === 0);
    expect(points).toHaveLength(c.points.length);
    points.forEach((p, i) => {
      expect(p.far).toBeCloseTo(c.points[i]![0], 12);
      expect(p.tar).toBeCloseTo(c.points[i]![1], 12);
    });
    const rates = c.at.map((a) => a.far);
    expect(tarAtFar(genuine, impostor, rates)).toMatchObject(c.at);
  });

  it('chooses the threshold of a fold on the others only', () => {
    const fold = (n: number, low: number, high: number) => [
      { score: high, same: true, fold: n },
      { score: low, same: false, fold: n },
    ];
    const fair = lfwAccuracy([...fold(0, 0.1, 0.9), ...fold(1, 0.2, 0.8), ...fold(2, 0.1, 0.9)]);
    expect(fair.mean).toBe(1);
    // The odd fold is separable by itself, but not by the threshold that the others give.
    const odd = lfwAccuracy([...fold(0, 0.1, 0.9), ...fold(1, 0.8, 0.85), ...fold(2, 0.1, 0.9)]);
    expect(odd.folds[1]!.accuracy).toBe(0.5);
  });
});

describe('other figures by their definition', () => {
  it('average precision', () => {
    const pictures = golden.detection.pictures.map((p) => ({
      truth: p.truth.map((t) => ({ box: box(t) })),
      detections: p.detections.map((d) => ({ box: box(d.box), score: d.score })),
    }));
    expect(averagePrecision(pictures).ap).toBeCloseTo(golden.detection.ap, 12);
  });

  it('ignored boxes neither help nor harm', () => {
    const a = box([0, 0, 10, 10]);
    const b = box([50, 50, 10, 10]);
    const picture = {
      truth: [{ box: a }, { box: b, ignore: true }],
      detections: [
        { box: b, score: 0.9 },
        { box: a, score: 0.8 },
      ],
    };
    expect(averagePrecision([picture])).toEqual({ ap: 1, recall: 1, truths: 1 });
  });

  it('distances within and between groups, and widths', () => {
    const c = golden.distances;
    const vectors = Float32Array.from(c.vectors);
    const sums = groupSums(vectors, c.dimension, Int32Array.from(c.labels));
    const distances = groupDistances(sums);
    expect(distances.intra).toBeCloseTo(c.intra, 6);
    expect(distances.nearestInter).toBeCloseTo(c.nearestInter, 6);
    expect(widthViolations(vectors, sums, 0.5).faces).toBe(c.belowHalf);
  });
});
