import type { PhotoFacts } from '@kith/core/photo';

/** Sent with the file's bytes. */
export interface DecodeRequest {
  readonly maxSide: number;
}

/** `ready` once, when the process has started; then one answer to each request, with the pixels when it is `ok`. */
export type DecodeReply = { readonly ready: true } | DecodeAnswer;

export type DecodeAnswer = {
  readonly ready: false;
  /** Resident memory of the process, MiB. */
  readonly rssMb: number;
} & (
  | {
      readonly ok: true;
      readonly facts: PhotoFacts;
      readonly width: number;
      readonly height: number;
      /** Milliseconds that decoding took. */
      readonly ms: number;
    }
  | { readonly ok: false; readonly reason: string; readonly kind: 'transient' | 'permanent' }
);
