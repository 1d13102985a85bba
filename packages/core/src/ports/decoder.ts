import type { PhotoFacts } from '../photo/index.js';
import type { Raster } from '../raster/index.js';
import type { CancelSignal } from './cancel-signal.js';

/** Upright pixels of a photo, scaled on decode. */
export interface DecodedPhoto {
  readonly facts: PhotoFacts;
  /** Longer side ≤ the side asked for; never enlarged. The caller owns it. */
  readonly pixels: Raster;
  /** Milliseconds that decoding itself took, where the decoder works elsewhere and its answer may wait to be read. */
  readonly ms?: number;
}

export type DecodeOutcome =
  | { readonly ok: true; readonly photo: DecodedPhoto }
  | { readonly ok: false; readonly reason: string; readonly kind: 'transient' | 'permanent' };

/** Turns a file's bytes into upright pixels. A bad file is an outcome, never an exception. */
export interface Decoder {
  /** `maxSide`: longest side of the pixels wanted. Memory stays bounded whatever the file claims to be. */
  decode(bytes: Uint8Array, maxSide: number, signal?: CancelSignal): Promise<DecodeOutcome>;
  /** Extensions (lower case, no dot) it can be tried on. */
  readonly extensions: ReadonlySet<string>;
  close(): Promise<void>;
}
