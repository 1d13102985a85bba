import { decodeHead, type HeadOutputs } from '@kith/core/faces';
import type { DetectorHead } from '@kith/core/models';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const input = { width: 64, height: 32, item: 0, batch: 1, minScore: 0.5 };
const level = { stride: 32, scores: 's', boxes: 'b', points: 'p' };
const base: Omit<DetectorHead, 'boxes'> = {
  outputs: 'cells',
  scoreActivation: 'none',
  anchorsPerCell: 1,
  anchorOffset: 0,
  levels: [level],
};
const output = (...data: number[]) => ({ shape: [1, data.length], data: Float32Array.from(data) });
/** Two cells of stride 32; only the second is a face. */
const outputs = (box: number[], points: number[], scores = [0, 0.9]): HeadOutputs => ({
  s: output(...scores),
  b: output(0, 0, 0, 0, ...box),
  p: output(...Array(10).fill(0), ...points),
});
const nose = [0, 0, 0, 0, 0.25, 0.5, 0, 0, 0, 0];

describe('reference values by hand', () => {
  test('distance, as SCRFD has it: sides from the anchor at (32, 0)', () => {
    const [face] = decodeHead({ ...base, boxes: 'distance' }, outputs([0.5, 0.25, 1, 2], nose), input);
    expect(face!.box).toEqual({ x: 16, y: -8, width: 48, height: 72 });
    expect(face!.points[2]).toEqual({ x: 40, y: 16 });
    expect(face!.score).toBeCloseTo(0.9);
  });

  test('centre-size, as YuNet has it, with objectness', () => {
    const head: DetectorHead = { ...base, boxes: 'centre-size', levels: [{ ...level, objectness: 'o' }] };
    const given = { ...outputs([0.5, 0.5, 0, Math.log(2)], nose), o: output(0, 0.4) };
    const [face] = decodeHead(head, given, input);
    expect(face!.box.x).toBeCloseTo(32);
    expect(face!.box.y).toBeCloseTo(-16);
    expect(face!.box.width).toBeCloseTo(32);
    expect(face!.box.height).toBeCloseTo(64);
    expect(face!.score).toBeCloseTo(Math.sqrt(0.9 * 0.4));
  });

  test('prior, as RetinaFace has it: softmax over background and face, variances, levels in one output', () => {
    const head: DetectorHead = {
      ...base,
      boxes: 'prior',
      scoreActivation: 'softmax',
      anchorOffset: 0.5,
      priorSizes: [[16], [64]],
      variances: [0.1, 0.2],
      levels: [{ ...level, stride: 16 }, level],
    };
    // Stride 16 has 4×2 cells, stride 32 has 2×1: the last cell of the joint output is the face.
    const scores = Array.from({ length: 10 }, (_, i) => (i === 9 ? [-1, 2] : [3, -3])).flat();
    const boxes = [...Array(36).fill(0), 1, -1, 0, 5 * Math.log(0.5)];
    const given = { s: output(...scores), b: output(...boxes), p: output(...Array(90).fill(0), ...nose) };
    const [face, ...rest] = decodeHead(head, given, input);
    expect(rest).toEqual([]);
    expect(face!.score).toBeCloseTo(1 / (1 + Math.exp(-3)));
    // Anchor (48, 16), size 64: centre + 0.1·64·(1, −1), width 64, height 64·exp(0.2·5·ln ½) = 32.
    expect(face!.box.width).toBeCloseTo(64);
    expect(face!.box.height).toBeCloseTo(32);
    expect(face!.box.x + 32).toBeCloseTo(54.4);
    expect(face!.box.y + 16).toBeCloseTo(9.6, 4);
    expect(face!.points[2]!.x).toBeCloseTo(48 + 0.1 * 64 * 0.25);
  });
});

test('maps and cells are two layouts of one head', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3 }),
      fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: 200, maxLength: 200 }),
      (anchors, numbers) => {
        const cells = 4;
        const size = { ...input, width: 64, height: 64, batch: 2, item: 1 };
        const value = (item: number, cell: number, a: number, k: number, salt: number) =>
          numbers[(item * 89 + cell * 31 + a * 17 + k * 7 + salt) % 200]!;
        const laidOut = (values: number, salt: number, maps: boolean) => {
          const data = new Float32Array(2 * cells * anchors * values);
          for (let n = 0; n < 2; n++)
            for (let cell = 0; cell < cells; cell++)
              for (let a = 0; a < anchors; a++)
                for (let k = 0; k < values; k++) {
                  const at = maps ? (a * values + k) * cells + cell : (cell * anchors + a) * values + k;
                  data[n * cells * anchors * values + at] = value(n, cell, a, k, salt);
                }
          return { shape: [2], data };
        };
        const all = (maps: boolean) => ({
          s: laidOut(1, 1, maps),
          b: laidOut(4, 2, maps),
          p: laidOut(10, 3, maps),
        });
        const head = { ...base, boxes: 'distance', anchorsPerCell: anchors } as const;
        expect(decodeHead({ ...head, outputs: 'maps' }, all(true), size)).toEqual(
          decodeHead(head, all(false), size),
        );
      },
    ),
  );
});

test('scores that are not numbers are no faces; outputs that do not fit are named', () => {
  const head: DetectorHead = { ...base, boxes: 'distance' };
  expect(decodeHead(head, outputs([1, 1, 1, 1], nose, [Number.NaN, Number.NaN]), input)).toEqual([]);
  expect(() => decodeHead(head, { s: output(1, 1) }, input)).toThrow(/no output 'b', only s/);
  expect(() => decodeHead(head, { ...outputs([1, 1, 1, 1], nose), b: output(1, 2, 3) }, input)).toThrow(
    /output 'b' is \[1, 3\]; expected 1 × 2 cells × 1 anchors/,
  );
});
