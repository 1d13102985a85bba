import type { Raster } from './raster.js';

/** How 0..255 pixels become numbers: `(value − mean) / std` per channel of `colour`. A pack's `ModelInput` is one. */
export interface TensorFormat {
  readonly layout: 'NCHW' | 'NHWC';
  readonly colour: 'RGB' | 'BGR';
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
}

/**
 * Writes the picture at the top left of slot `index` of a batch of `width`×`height` inputs; the rest of the slot
 * is filled with black pixels (0, 0, 0). `batch` holds at least `(index + 1)·3·width·height` floats.
 */
export function writeTensor(
  source: Raster,
  format: TensorFormat,
  batch: Float32Array,
  index: number,
  width = source.width,
  height = source.height,
): void {
  const plane = width * height;
  const start = index * plane * 3;
  if (source.width > width || source.height > height || batch.length < start + plane * 3) {
    throw new RangeError(
      `${source.width}×${source.height} pixels do not fit slot ${index} of ${width}×${height} in ${batch.length} floats`,
    );
  }
  const planar = format.layout === 'NCHW';
  const step = planar ? 1 : 3;
  for (let c = 0; c < 3; c++) {
    const channel = format.colour === 'RGB' ? c : 2 - c;
    const scale = 1 / format.std[c]!;
    const shift = -format.mean[c]! / format.std[c]!;
    const first = start + (planar ? c * plane : c);
    if (source.width < width || source.height < height) {
      fillStrided(batch, first, step, plane, shift);
    }
    for (let y = 0; y < source.height; y++) {
      let from = y * source.width * 3 + channel;
      let to = first + y * width * step;
      for (let x = 0; x < source.width; x++) {
        batch[to] = source.data[from]! * scale + shift;
        from += 3;
        to += step;
      }
    }
  }
}

function fillStrided(batch: Float32Array, first: number, step: number, count: number, value: number): void {
  if (step === 1) {
    batch.fill(value, first, first + count);
    return;
  }
  for (let i = 0; i < count; i++) batch[first + i * step] = value;
}
