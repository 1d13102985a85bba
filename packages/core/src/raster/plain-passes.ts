import type { ShrinkPasses } from './shrink-passes.js';
import { WEIGHT_BITS } from './shrink-weights.js';

const half = 2 ** (WEIGHT_BITS - 1);

/** The passes in plain JavaScript: the same bytes as shrink-kernel.wat, several times slower. */
export function plainPasses(bytes: number): ShrinkPasses {
  const buffer = new ArrayBuffer(bytes);
  const samples = new Uint8ClampedArray(buffer);
  const words = new Int16Array(buffer);
  const longs = new Int32Array(buffer);
  return {
    buffer,
    down(rows, pitch, weights, taps, out, count) {
      for (let i = 0; i < count; i++) {
        let sum = half;
        for (let k = 0; k < taps; k++) sum += samples[rows + k * pitch + i]! * words[weights / 2 + k]!;
        samples[out + i] = sum >> WEIGHT_BITS;
      }
    },
    across(row, first, weights, taps, out, count) {
      for (let i = 0; i < count; i++) {
        const from = row + longs[first / 4 + i]! * 4;
        const weight = weights / 2 + i * taps;
        for (let c = 0; c < 3; c++) {
          let sum = half;
          for (let k = 0; k < taps; k++) sum += samples[from + k * 4 + c]! * words[weight + k]!;
          samples[out + i * 3 + c] = sum >> WEIGHT_BITS;
        }
      }
    },
  };
}
