import { type InputDetection, suppress, vote } from '@kith/core/faces';
import { point } from '@kith/core/geometry';
import { describe, expect, test } from 'vitest';

const face = (x: number, y: number, size: number, score: number): InputDetection => ({
  box: { x, y, width: size, height: size },
  score,
  points: [0, 1, 2, 3, 4].map((i) => point<'input'>(x + i, y + 2 * i)),
});

describe('vote', () => {
  test('box and points are the mean of what overlaps by half, by score cubed; the score stays', () => {
    const all = [face(10, 20, 40, 1), face(14, 20, 40, 0.5), face(40, 20, 40, 0.9)];
    const [first] = vote([all[0]!], all, 0.5);
    expect(first!.box.x).toBeCloseTo(10 + (4 * 0.125) / 1.125, 10);
    expect(first!.box).toMatchObject({ y: 20, width: 40, height: 40 });
    expect(first!.points[3]!.x).toBeCloseTo(13 + (4 * 0.125) / 1.125, 10);
    expect(first!.points[3]!.y).toBeCloseTo(26, 10);
    expect(first!.score).toBe(1);
  });

  test('a candidate between two faces counts for the one it overlaps more', () => {
    const [left, right] = [face(0, 0, 40, 0.9), face(22, 0, 40, 0.8)];
    const [a, b] = vote([left, right], [left, right, face(8, 0, 40, 0.7)], 0.5);
    expect(a!.box.x).toBeGreaterThan(0);
    expect(b).toBe(right);
  });

  test('alone, a detection is itself, and one of no score as well', () => {
    const lone = face(5, 5, 30, 0.6);
    expect(vote([lone], [lone], 0.5)[0]).toBe(lone);
    const none = face(5, 5, 30, 0);
    expect(vote([none], [none, face(6, 5, 30, 0)], 0.5)[0]).toBe(none);
    expect(vote([], [lone], 0.5)).toEqual([]);
  });

  test('of boxes scattered around a face the mean is nearer to it than the best one', () => {
    const scattered = [-3, -2, -1, 1, 2, 4].map((d, i) => face(50 + d, 50 - d, 60, 0.9 - i / 100));
    const [found] = vote(suppress(scattered, 0.45), scattered, 0.5);
    expect(Math.abs(found!.box.x - 50)).toBeLessThan(1);
    expect(Math.abs(found!.box.y - 50)).toBeLessThan(1);
  });
});
