import type { Decoder } from '@kith/core/ports';
import { createRandom } from '../seeded/random.js';

/** What a fake photo's bytes say; pixels are seeded noise over a flat colour. */
export interface FakePhoto {
  readonly width: number;
  readonly height: number;
  readonly seed: number;
  readonly takenAt?: number;
  /** When set, decoding ends in this failure. */
  readonly fails?: { readonly reason: string; readonly kind: 'transient' | 'permanent' };
}

export function encodeFakePhoto(photo: FakePhoto): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(photo));
}

/** Decodes what `encodeFakePhoto` made; anything else is a permanent failure. */
export function createFakeDecoder(): Decoder {
  return {
    extensions: new Set(['jpg', 'png']),
    async decode(bytes, maxSide, signal) {
      if (signal?.aborted) return { ok: false, reason: 'cancelled', kind: 'transient' };
      const photo = parse(bytes);
      if (!photo) return { ok: false, reason: 'not a fake photo', kind: 'permanent' };
      if (photo.fails) return { ok: false, ...photo.fails };
      const scale = Math.min(1, maxSide / Math.max(photo.width, photo.height));
      const width = Math.max(1, Math.round(photo.width * scale));
      const height = Math.max(1, Math.round(photo.height * scale));
      const random = createRandom(photo.seed);
      const data = new Uint8Array(width * height * 3).map(() => random.int(256));
      const facts = { width: photo.width, height: photo.height, takenAt: photo.takenAt ?? null, gps: null };
      return { ok: true, photo: { facts, pixels: { width, height, data } } };
    },
    close: async () => undefined,
  };
}

function parse(bytes: Uint8Array): FakePhoto | null {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}
