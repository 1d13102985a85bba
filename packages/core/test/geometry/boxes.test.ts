import { boxIntersection, boxIou, boxUnion, point, turnBox, turnPoint } from '@kith/core/geometry';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const side = fc.integer({ min: 1, max: 40 });
const corner = fc.integer({ min: -40, max: 40 });
const box = fc.record({ x: corner, y: corner, width: side, height: side });
const turns = fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const);

test('overlap equals counted pixels', () => {
  fc.assert(
    fc.property(box, box, (a, b) => {
      let shared = 0;
      for (let x = a.x; x < a.x + a.width; x++)
        for (let y = a.y; y < a.y + a.height; y++)
          if (x >= b.x && x < b.x + b.width && y >= b.y && y < b.y + b.height) shared++;
      expect(boxIntersection(a, b)).toBe(shared);
      expect(boxIou(a, b)).toBeCloseTo(shared / (a.width * a.height + b.width * b.height - shared), 10);
      expect(boxIou(a, b)).toBe(boxIou(b, a));
      const both = boxUnion(a, b);
      expect(boxIntersection(both, a)).toBe(a.width * a.height);
      expect(boxIntersection(both, b)).toBe(b.width * b.height);
    }),
  );
});

test('empty boxes overlap nothing', () => {
  const empty = { x: 3, y: 3, width: 0, height: 0 };
  expect(boxIou(empty, empty)).toBe(0);
});

test('turning there and back changes nothing', () => {
  fc.assert(
    fc.property(box, turns, side, side, (b, n, width, height) => {
      const [w, h] = n % 2 ? [height, width] : [width, height];
      const back = ((4 - n) % 4) as typeof n;
      expect(turnBox(turnBox(b, n, width, height), back, w, h)).toEqual(b);
      const p = turnPoint(turnPoint(point(b.x, b.y), n, width, height), back, w, h);
      expect([p.x, p.y]).toEqual([b.x, b.y]);
    }),
  );
});
