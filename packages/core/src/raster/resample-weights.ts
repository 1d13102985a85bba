/** For each output sample: its first source sample, how many, and their weights (stride `most`), which add to 1. */
export interface ResampleWeights {
  readonly first: Int32Array;
  readonly count: Int32Array;
  readonly weights: Float32Array;
  readonly most: number;
}

/** Weights that take `from` samples to `to` along one axis: area average when shrinking, bilinear when enlarging. */
export function resampleWeights(from: number, to: number): ResampleWeights {
  const most = to >= from ? 2 : Math.ceil(from / to) + 1;
  const table = {
    first: new Int32Array(to),
    count: new Int32Array(to),
    weights: new Float32Array(to * most),
    most,
  };
  for (let i = 0; i < to; i++) {
    if (to >= from) bilinear(table, i, from, to);
    else areaAverage(table, i, from, to);
  }
  return table;
}

function bilinear(table: ResampleWeights, i: number, from: number, to: number): void {
  const centre = Math.min(Math.max(((i + 0.5) * from) / to - 0.5, 0), from - 1);
  const first = Math.min(Math.floor(centre), Math.max(from - 2, 0));
  const share = from > 1 ? centre - first : 0;
  table.first[i] = first;
  table.count[i] = from > 1 ? 2 : 1;
  table.weights[i * table.most] = 1 - share;
  if (from > 1) table.weights[i * table.most + 1] = share;
}

function areaAverage(table: ResampleWeights, i: number, from: number, to: number): void {
  const start = (i * from) / to;
  const end = ((i + 1) * from) / to;
  const first = Math.floor(start);
  const last = Math.min(Math.ceil(end), from);
  table.first[i] = first;
  table.count[i] = last - first;
  for (let s = first; s < last; s++) {
    const covered = Math.min(end, s + 1) - Math.max(start, s);
    table.weights[i * table.most + s - first] = (covered * to) / from;
  }
}
