import type { FaceId } from '../faces/index.js';
import type { Brand } from '../geometry/index.js';

/**
 * Founded on one face: `p<face id>`. A person keeps the id for life; in a merge the named, else the larger,
 * else the earlier one's id survives; what is split off gets a new one.
 */
export type PersonId = Brand<string, 'PersonId'>;
export type FactId = Brand<string, 'FactId'>;

/**
 * What the user said. `person` is who the user pointed at when saying it; `anchor` is a face of that person
 * then, which is what the statement stays tied to when people are recomputed.
 */
export type Statement =
  | { readonly kind: 'same'; readonly a: FaceId; readonly b: FaceId }
  | { readonly kind: 'different'; readonly a: FaceId; readonly b: FaceId }
  | { readonly kind: 'not-person'; readonly face: FaceId; readonly person: PersonId; readonly anchor: FaceId }
  | {
      readonly kind: 'name';
      readonly person: PersonId;
      readonly anchor: FaceId;
      readonly name: string | null;
    }
  | { readonly kind: 'hide'; readonly person: PersonId; readonly anchor: FaceId; readonly hidden: boolean }
  | { readonly kind: 'cover'; readonly person: PersonId; readonly anchor: FaceId; readonly face: FaceId }
  | {
      readonly kind: 'born';
      readonly person: PersonId;
      readonly anchor: FaceId;
      readonly date: string | null;
    }
  /** Not a face at all, or one the user does not want: never shown, never clustered. */
  | { readonly kind: 'not-a-face'; readonly face: FaceId }
  | { readonly kind: 'undo'; readonly fact: FactId };

/** A statement in the append-only log. Never changed, never removed; undone by a later `undo`. */
export interface Fact {
  readonly id: FactId;
  /** Milliseconds since 1970-01-01 UTC, from the clock port. */
  readonly at: number;
  /** Statements made by one action of the user (a merge of twelve faces) share it and are undone together. */
  readonly action: string;
  readonly statement: Statement;
}
