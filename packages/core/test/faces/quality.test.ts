import { faceQuality, type QualityMeasures } from '@kith/core/faces';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const frontal = { roll: 0, yaw: 0, pitch: 0.55 };
const good: QualityMeasures = { scale: 2, sharpness: 400, pose: frontal, score: 0.9 };

test('a large, sharp, frontal face is trusted; a tiny blurred one is not', () => {
  expect(faceQuality(good)).toBeGreaterThan(0.95);
  expect(faceQuality({ scale: 0.1, sharpness: 2, pose: frontal, score: 0.6 })).toBeLessThan(0.5);
});

test('always 0..1, and never better for less of anything good', () => {
  const measures = fc.record({
    scale: fc.double({ min: 0.01, max: 50, noNaN: true }),
    sharpness: fc.double({ min: 0, max: 5000, noNaN: true }),
    pose: fc.record({
      roll: fc.constant(0),
      yaw: fc.double({ min: -2, max: 2, noNaN: true }),
      pitch: fc.double({ min: -1, max: 2, noNaN: true }),
    }),
    score: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(measures, fc.double({ min: 0, max: 1, noNaN: true }), (m, share) => {
      const q = faceQuality(m);
      expect(q).toBeGreaterThanOrEqual(0);
      expect(q).toBeLessThanOrEqual(1);
      for (const key of ['scale', 'sharpness', 'score'] as const) {
        expect(faceQuality({ ...m, [key]: m[key] * share })).toBeLessThanOrEqual(q + 1e-12);
      }
      expect(faceQuality({ ...m, pose: { ...m.pose, yaw: m.pose.yaw * 1.5 } })).toBeLessThanOrEqual(
        q + 1e-12,
      );
    }),
  );
});
