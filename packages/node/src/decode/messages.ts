import type { PhotoFacts } from '@kith/core/photo';

/** Sent with the file's bytes. */
export interface DecodeRequest {
  readonly maxSide: number;
}

/** Sent back with the pixels. `rssMb`: what the process holds now, megabytes. */
export type DecodeReply =
  | {
      readonly ok: true;
      readonly facts: PhotoFacts;
      readonly width: number;
      readonly height: number;
      readonly rssMb: number;
    }
  | {
      readonly ok: false;
      readonly reason: string;
      readonly kind: 'transient' | 'permanent';
      readonly rssMb: number;
    };
