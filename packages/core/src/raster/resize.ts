import { createRaster } from './create-raster.js';
import type { Raster } from './raster.js';
import { type ResampleWeights, resampleWeights } from './resample-weights.js';

/**
 * The picture at another size: each output pixel is the exact area average of what it covers when shrinking
 * (OpenCV's INTER_AREA), bilinear with half-pixel centres when enlarging; per axis, horizontally first.
 * Cost: about one multiply-add per source sample.
 */
export function resize(source: Raster, width: number, height: number): Raster {
  if (source.width === width && source.height === height) return source;
  const target = createRaster(width, height);
  const across = resampleWeights(source.width, width);
  const down = resampleWeights(source.height, height);
  const row = rowCache(source, width, across);
  const sum = new Float32Array(width * 3);
  for (let y = 0; y < height; y++) {
    sum.fill(0);
    const first = down.first[y]!;
    const last = first + down.count[y]!;
    for (let sy = first; sy < last; sy++) addRow(sum, row(sy), down.weights[y * down.most + sy - first]!);
    const out = y * width * 3;
    for (let i = 0; i < sum.length; i++) target.data[out + i] = sum[i]! + 0.5;
  }
  return target;
}

function addRow(sum: Float32Array, row: Float32Array, weight: number): void {
  for (let i = 0; i < sum.length; i++) sum[i] = sum[i]! + row[i]! * weight;
}

/** Horizontally resampled rows; the last two are kept, since neighbouring output rows share at most that many. */
function rowCache(source: Raster, width: number, across: ResampleWeights): (y: number) => Float32Array {
  const rows = [new Float32Array(width * 3), new Float32Array(width * 3)];
  const held = [-1, -1];
  return (y) => {
    const slot = y & 1;
    const row = rows[slot]!;
    if (held[slot] !== y) resampleRow(source, y, across, row);
    held[slot] = y;
    return row;
  };
}

function resampleRow(source: Raster, y: number, across: ResampleWeights, row: Float32Array): void {
  const { data } = source;
  const { first, count, weights, most } = across;
  const start = y * source.width * 3;
  for (let x = 0; x < first.length; x++) {
    let r = 0;
    let g = 0;
    let b = 0;
    let at = start + first[x]! * 3;
    const from = x * most;
    const to = from + count[x]!;
    for (let k = from; k < to; k++) {
      const w = weights[k]!;
      r += data[at]! * w;
      g += data[at + 1]! * w;
      b += data[at + 2]! * w;
      at += 3;
    }
    row[x * 3] = r;
    row[x * 3 + 1] = g;
    row[x * 3 + 2] = b;
  }
}
