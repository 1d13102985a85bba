import { assignIds, type Detection, type FaceId, mergeLooks, poseOf, suppress } from '@kith/core/faces';
import { boxesNest, boxIou, point } from '@kith/core/geometry';
import type { PhotoId } from '@kith/core/photo';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const points = [0, 1, 2, 3, 4].map((i) => point<'photo'>(i, i)) as unknown as Detection['points'];
const face = (x: number, y: number, size: number, score: number): Detection => ({
  box: { x, y, width: size, height: size },
  score: score as Detection['score'],
  points,
});
const faces = fc.array(
  fc
    .tuple(fc.nat(100), fc.nat(100), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 9 }))
    .map(([x, y, s, score]) => face(x, y, s, score / 10)),
  { maxLength: 30 },
);

describe('suppress', () => {
  test('keeps the best, keeps no two that overlap more, drops nothing without a better one over it', () => {
    fc.assert(
      fc.property(faces, (all) => {
        const kept = suppress(all, 0.4);
        for (const [i, a] of kept.entries())
          for (const b of kept.slice(i + 1)) {
            expect(boxIou(a.box, b.box)).toBeLessThanOrEqual(0.4);
            expect(a.score).toBeGreaterThanOrEqual(b.score);
          }
        for (const d of all)
          if (!kept.includes(d))
            expect(
              kept.some((k) => k.score >= d.score && (boxIou(k.box, d.box) > 0.4 || boxesNest(k.box, d.box))),
            ).toBe(true);
      }),
    );
  });

  test('head and shoulders around a face, or an eye within it, are not faces of their own', () => {
    const alone = face(40, 30, 20, 0.9);
    expect(suppress([alone, face(20, 20, 60, 0.7), face(44, 34, 6, 0.6)], 0.4)).toEqual([alone]);
  });

  test('a small face in the corner of a large one stays: somebody behind', () => {
    expect(suppress([face(0, 0, 100, 0.9), face(1, 1, 12, 0.8)], 0.4)).toHaveLength(2);
  });

  test('ten scores sort as numbers, not as text', () => {
    const list = [0.9, 1e-7, 0.10000001].map((s, i) => face(i * 100, 0, 10, s));
    expect(suppress(list, 0.4).map((d) => d.score)).toEqual([0.9, 0.10000001, 1e-7]);
  });
});

test('mergeLooks: a part of a face seen by one look is the face seen whole by another', () => {
  const whole = face(0, 0, 100, 0.9);
  const part = face(30, 30, 40, 0.7);
  const beside = face(120, 0, 40, 0.6);
  expect(mergeLooks([[part, beside], [whole]])).toEqual([whole, beside]);
});

describe('assignIds', () => {
  const photo = 'ab'.repeat(32) as PhotoId;
  const id = (n: number) => `abababababababab.${n}` as FaceId;

  test('new photos count from 0 by falling score', () => {
    expect(assignIds(photo, [face(0, 0, 9, 0.5), face(50, 0, 9, 0.9)], [])).toEqual([id(1), id(0)]);
  });

  test('known faces keep their ids whatever the new order, new ones get unused ordinals', () => {
    fc.assert(
      fc.property(faces, fc.array(fc.nat(20), { maxLength: 5 }), (detections, ordinals) => {
        const used = [...new Set(ordinals)];
        const known = used.map((n, i) => ({
          id: id(n),
          box: detections[i]?.box ?? face(999, 999, 5, 1).box,
        }));
        const ids = assignIds(photo, detections, known);
        expect(new Set(ids).size).toBe(detections.length);
        for (const i of detections.keys()) {
          const own = known.find((k) => k.id === ids[i]);
          if (own) expect(boxIou(own.box, detections[i]!.box)).toBeGreaterThanOrEqual(0.4);
          else expect(Number(ids[i]!.split('.')[1])).toBeGreaterThan(Math.max(-1, ...used));
        }
        for (const k of known) {
          const near = detections.some((d) => boxIou(d.box, k.box) >= 0.4);
          if (near && known.length === 1) expect(ids).toContain(k.id);
        }
      }),
    );
  });
});

test('pose: frontal, turned, and rolled faces', () => {
  const at = (...xy: [number, number][]) => xy.map(([x, y]) => point<'photo'>(x, y)) as never;
  const frontal = poseOf(at([38, 52], [74, 52], [56, 72], [42, 92], [70, 92]));
  expect(frontal.roll).toBeCloseTo(0);
  expect(frontal.yaw).toBeCloseTo(0);
  expect(frontal.pitch).toBeCloseTo(0.5);
  const aside = poseOf(at([38, 52], [74, 52], [76, 72], [42, 92], [70, 92]));
  expect(Math.abs(aside.yaw)).toBeGreaterThan(0.4);
  // The same face lying on its side (a quarter turn clockwise): (x, y) ↦ (112 − y, x).
  const rolled = poseOf(at([60, 38], [60, 74], [40, 76], [20, 42], [20, 70]));
  expect(rolled.roll).toBeCloseTo(90);
  expect(rolled.yaw).toBeCloseTo(aside.yaw);
  expect(rolled.pitch).toBeCloseTo(aside.pitch);
});
