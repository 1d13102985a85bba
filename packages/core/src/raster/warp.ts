import { compose, invert, type Similarity, scaleOf } from '../geometry/index.js';
import { createRaster } from './create-raster.js';
import { halve } from './halve.js';
import type { Raster } from './raster.js';

/** What a warp does to pixels outside the source: black, as face models are trained, or the nearest edge pixel. */
export type Border = 'black' | 'edge';

/** Past this shrinking the source is halved first, which bounds the samples of an output pixel to its square. */
const mostShrink = 4;

/**
 * Cuts a `width`×`height` picture out of `source`: the output point q shows the source point toTarget⁻¹(q).
 * Enlarging: bilinear. Shrinking: each output pixel averages an n×n grid of bilinear samples, n = ⌈source pixels
 * per output pixel⌉; past 4 the source is first halved (2×2 box averages) until it is not. Within 0.5 grey levels
 * in the mean of averaging densely (evaluation/test/parity.test.ts).
 */
export function warp(
  source: Raster,
  toTarget: Similarity,
  width: number,
  height: number,
  border: Border = 'black',
): Raster {
  let picture = source;
  let back = invert(toTarget);
  while (scaleOf(back) > mostShrink && Math.min(picture.width, picture.height) > 1) {
    const region = sourceRegion(picture, back, width, height);
    const half = halve(picture, region);
    back = compose({ a: 0.5, b: 0, tx: -region.x / 2, ty: -region.y / 2 }, back);
    picture = half;
  }
  const target = createRaster(width, height);
  const shrink = scaleOf(back);
  const grid = shrink > 1 ? Math.max(Math.ceil(shrink), 2) : 1;
  sampleAll(picture, back, target, grid, border);
  return target;
}

/** The part of the picture the output can show, with a margin for halving; even at its top left. */
function sourceRegion(picture: Raster, back: Similarity, width: number, height: number) {
  const margin = scaleOf(back) + 2;
  const xs = [0, back.a * width, -back.b * height, back.a * width - back.b * height];
  const ys = [0, back.b * width, back.a * height, back.b * width + back.a * height];
  const limit = (v: number, most: number) => Math.min(Math.max(v, 0), most);
  const x = limit(Math.floor(Math.min(...xs) + back.tx - margin), picture.width - 1) & ~1;
  const y = limit(Math.floor(Math.min(...ys) + back.ty - margin), picture.height - 1) & ~1;
  const right = limit(Math.ceil(Math.max(...xs) + back.tx + margin), picture.width);
  const bottom = limit(Math.ceil(Math.max(...ys) + back.ty + margin), picture.height);
  return { x, y, width: Math.max(right - x, 1), height: Math.max(bottom - y, 1) };
}

function sampleAll(source: Raster, back: Similarity, target: Raster, grid: number, border: Border): void {
  const { a, b, tx, ty } = back;
  const { width, height, data } = source;
  const stride = width * 3;
  const share = 1 / (grid * grid);
  const edge = new Float64Array(3);
  const out = target.data;
  let to = 0;
  for (let y = 0; y < target.height; y++) {
    for (let x = 0; x < target.width; x++) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let j = 0; j < grid; j++) {
        const v = y + (j + 0.5) / grid;
        const rowX = tx - b * v - 0.5;
        const rowY = ty + a * v - 0.5;
        for (let i = 0; i < grid; i++) {
          const u = x + (i + 0.5) / grid;
          const px = rowX + a * u;
          const py = rowY + b * u;
          if (px >= 0 && py >= 0 && px < width - 1 && py < height - 1) {
            // All four taps lie inside: the case of nearly every sample, written out for speed.
            const x0 = px | 0;
            const y0 = py | 0;
            const fx = px - x0;
            const fy = py - y0;
            const top = y0 * stride + x0 * 3;
            const bottom = top + stride;
            const w11 = fx * fy;
            const w10 = fy - w11;
            const w01 = fx - w11;
            const w00 = 1 - fx - w10;
            red += data[top]! * w00 + data[top + 3]! * w01 + data[bottom]! * w10 + data[bottom + 3]! * w11;
            green +=
              data[top + 1]! * w00 + data[top + 4]! * w01 + data[bottom + 1]! * w10 + data[bottom + 4]! * w11;
            blue +=
              data[top + 2]! * w00 + data[top + 5]! * w01 + data[bottom + 2]! * w10 + data[bottom + 5]! * w11;
          } else {
            edgeSample(source, px, py, border, edge);
            red += edge[0]!;
            green += edge[1]!;
            blue += edge[2]!;
          }
        }
      }
      out[to++] = red * share + 0.5;
      out[to++] = green * share + 0.5;
      out[to++] = blue * share + 0.5;
    }
  }
}

/** The bilinear sample at (x, y), pixel centres at whole numbers, where some taps lie outside. */
function edgeSample(source: Raster, x: number, y: number, border: Border, pixel: Float64Array): void {
  const { width, height, data } = source;
  let px = x;
  let py = y;
  pixel.fill(0);
  if (border === 'edge') {
    px = Math.min(Math.max(px, 0), width - 1);
    py = Math.min(Math.max(py, 0), height - 1);
  } else if (px <= -1 || py <= -1 || px >= width || py >= height) return;
  const x0 = Math.floor(px);
  const y0 = Math.floor(py);
  const fx = px - x0;
  const fy = py - y0;
  // A tap outside weighs nothing: black.
  const left = x0 >= 0 ? 1 - fx : 0;
  const right = x0 + 1 < width ? fx : 0;
  const top = y0 >= 0 ? 1 - fy : 0;
  const bottom = y0 + 1 < height ? fy : 0;
  const c0 = Math.max(x0, 0) * 3;
  const c1 = Math.min(x0 + 1, width - 1) * 3;
  const r0 = Math.max(y0, 0) * width * 3;
  const r1 = Math.min(y0 + 1, height - 1) * width * 3;
  const w00 = left * top;
  const w10 = right * top;
  const w01 = left * bottom;
  const w11 = right * bottom;
  for (let c = 0; c < 3; c++) {
    pixel[c] =
      data[r0 + c0 + c]! * w00 +
      data[r0 + c1 + c]! * w10 +
      data[r1 + c0 + c]! * w01 +
      data[r1 + c1 + c]! * w11;
  }
}
