/** Weights in 12-bit fixed point, cut off and not rounded as libvips cuts them: those of one sample add to about 4,096. */
export const WEIGHT_BITS = 12;

/** For each output sample its first block, and `taps` weights (a multiple of 4) from there on. */
export interface ShrinkWeights {
  /** Source samples that are averaged before anything else, 1 where none are; the last block may want for some. */
  readonly block: number;
  readonly first: Int32Array;
  readonly taps: number;
  readonly weights: Int16Array;
}

/**
 * Weights that take `from` samples to `to` along one axis, as libvips does it (`vips_resize`, kernel Lanczos 3): `factor`
 * source samples per output sample, ≥ 1; from 4 on blocks of samples are averaged first so that two to three of them are
 * left for one; positions are those of the picture's centre, in 64ths of a sample; at the edge the last sample is repeated.
 * Taps past the last sample have the weight 0.
 */
export function shrinkWeights(from: number, to: number, factor: number): ShrinkWeights {
  const block = Math.max(1, Math.floor(factor / 2));
  const shape = { blocks: Math.ceil(from / block), left: factor / block };
  const points = 2 * roundToEven(3 * shape.left) + 1;
  const inset = (to * factor - from) / block / 2;
  const rows: Map<number, number>[] = [];
  for (let i = 0; i < to; i++) rows.push(weightsAt((i + 0.5) * shape.left - inset, points, shape));
  return { block, ...packed(rows, shape.blocks) };
}

interface Shape {
  readonly blocks: number;
  readonly left: number;
}

/** Block to weight, for an output sample whose centre is at `position` (in blocks). */
function weightsAt(position: number, points: number, { blocks, left }: Shape) {
  const whole = Math.trunc(position);
  const centre = Math.round(Math.trunc((position - whole) * 128) / 2) / 64 + points / 2 - 1;
  const values = Array.from({ length: points }, (_, i) => lanczos3((i - centre) / left));
  const sum = values.reduce((a, b) => a + b, 0);
  const weights = new Map<number, number>();
  for (const [i, value] of values.entries()) {
    const at = clamp(whole - (points - 1) / 2 + i, blocks - 1);
    const fixed = Math.trunc((value / sum) * 2 ** WEIGHT_BITS);
    weights.set(at, (weights.get(at) ?? 0) + fixed);
  }
  return weights;
}

function packed(rows: readonly Map<number, number>[], from: number): Omit<ShrinkWeights, 'block'> {
  const most = Math.max(...rows.map((row) => row.size));
  const taps = Math.ceil(most / 4) * 4;
  const first = new Int32Array(rows.length);
  const weights = new Int16Array(rows.length * taps);
  for (const [i, row] of rows.entries()) {
    const start = Math.max(0, Math.min(...row.keys(), from - taps));
    first[i] = start;
    const mine = weights.subarray(i * taps, (i + 1) * taps);
    for (const [sample, weight] of row) mine[sample - start] = weight;
  }
  return { first, taps, weights };
}

function lanczos3(x: number): number {
  return Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

const clamp = (value: number, most: number) => Math.min(most, Math.max(0, value));

function roundToEven(value: number): number {
  const rounded = Math.round(value);
  return value % 1 === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}
