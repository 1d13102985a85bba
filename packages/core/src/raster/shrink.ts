import { averageAcross, averageRows } from './average-blocks.js';
import { createRaster } from './create-raster.js';
import { plainPasses } from './plain-passes.js';
import type { Raster } from './raster.js';
import type { RgbaRows } from './rgba-rows.js';
import { type ShrinkWeights, shrinkWeights } from './shrink-weights.js';
import { wasmPasses } from './wasm-passes.js';

export interface ShrinkOptions {
  /** `plain` without WebAssembly, for comparison: the same bytes. */
  readonly kernel?: 'simd' | 'plain';
}

/** Output rows made from one reading of source rows. */
const rowsAtOnce = 64;

/**
 * The picture with its longer side at `maxSide`, by Lanczos 3 as libvips does it: the very bytes that Kith for Node gets
 * from libvips 8.18, so that a face's vector does not depend on where it was made. One that is not larger keeps its size. Memory: the result, and about 64·factor rows
 * of the source. Throws RangeError where a side is not a whole number from 1.
 */
export function shrink(source: RgbaRows, maxSide: number, { kernel = 'simd' }: ShrinkOptions = {}): Raster {
  const factor = Math.max(1, Math.max(source.width, source.height) / maxSide);
  const side = (n: number) => Math.max(1, Math.floor(n / factor + 0.5));
  const target = createRaster(side(source.width), side(source.height));
  const down = shrinkWeights(source.height, target.height, factor);
  const across = shrinkWeights(source.width, target.width, factor);
  const blocks = averageRows(source, down.block);
  const layout = layOut(source.width, target.width, down, across);
  const passes = (kernel === 'simd' && wasmPasses(layout.bytes)) || plainPasses(layout.bytes);
  const memory = new Uint8Array(passes.buffer);
  new Int16Array(passes.buffer, layout.downWeights).set(down.weights);
  new Int16Array(passes.buffer, layout.acrossWeights).set(across.weights);
  new Int32Array(passes.buffer, layout.acrossFirst).set(across.first);
  for (let y = 0; y < target.height; y += rowsAtOnce) {
    const end = Math.min(target.height, y + rowsAtOnce);
    const start = down.first[y]!;
    load(memory, layout.pitch, blocks, start, Math.min(blocks.height, down.first[end - 1]! + down.taps));
    for (let row = y; row < end; row++) {
      const from = (down.first[row]! - start) * layout.pitch;
      const weights = layout.downWeights + row * down.taps * 2;
      passes.down(from, layout.pitch, weights, down.taps, layout.middle, layout.pitch);
      averageAcross(memory.subarray(layout.middle), source.width, across.block);
      const { middle, acrossFirst, acrossWeights, out } = layout;
      passes.across(middle, acrossFirst, acrossWeights, across.taps, out, target.width);
      const bytes = target.width * 3;
      target.data.set(memory.subarray(layout.out, layout.out + bytes), row * bytes);
    }
  }
  return target;
}

/** Source rows `first` to `end - 1` at the beginning of the memory, `pitch` bytes apart. */
function load(memory: Uint8Array, pitch: number, source: RgbaRows, first: number, end: number): void {
  const rows = source.rows(first, end - first);
  const bytes = source.width * 4;
  if (bytes === pitch) memory.set(rows);
  else for (let i = 0; i < end - first; i++) memory.set(rows.subarray(i * bytes, (i + 1) * bytes), i * pitch);
}

/** Where all lies in the passes' memory; source rows at 0. Each pass may read `taps` samples from any first one. */
function layOut(width: number, targetWidth: number, down: ShrinkWeights, across: ShrinkWeights) {
  const pitch = aligned(width * 4);
  let rows = 0;
  for (let y = 0; y < down.first.length; y += rowsAtOnce) {
    const last = down.first[Math.min(down.first.length, y + rowsAtOnce) - 1]!;
    rows = Math.max(rows, last + down.taps - down.first[y]!);
  }
  const middle = rows * pitch;
  const out = middle + pitch + aligned(across.taps * 4);
  const downWeights = out + aligned(targetWidth * 3 + 1);
  const acrossWeights = downWeights + aligned(down.weights.byteLength);
  const acrossFirst = acrossWeights + aligned(across.weights.byteLength);
  const bytes = acrossFirst + aligned(across.first.byteLength);
  return { pitch, middle, out, downWeights, acrossWeights, acrossFirst, bytes };
}

const aligned = (bytes: number) => Math.ceil(bytes / 16) * 16;
