import type { FaceId } from '@kith/core/faces';
import type { PersonId } from '@kith/core/people';

export interface Side {
  readonly person: PersonId;
  readonly name: string | null;
  readonly photos: number;
  readonly faces: readonly FaceId[];
}

export type Question =
  | {
      readonly kind: 'same-person';
      readonly key: string;
      readonly a: Side;
      readonly b: Side;
      readonly gain: number;
      readonly reason: string;
    }
  | {
      readonly kind: 'still-them';
      readonly key: string;
      readonly face: FaceId;
      readonly person: Side;
      readonly gain: number;
      readonly reason: string;
    }
  | {
      readonly kind: 'mixed';
      readonly key: string;
      readonly person: Side;
      readonly groups: readonly (readonly FaceId[])[];
      readonly gain: number;
      readonly reason: string;
    }
  | {
      readonly kind: 'undecided';
      readonly key: string;
      readonly face: FaceId;
      readonly candidates: readonly Side[];
      readonly gain: number;
      readonly reason: string;
    };

export interface Review {
  /** Questions known now; `items` holds the first of them. */
  readonly remaining: number;
  readonly items: readonly Question[];
}
