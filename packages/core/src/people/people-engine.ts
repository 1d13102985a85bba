import type { FaceId, Score } from '../faces/index.js';
import type { PhotoId } from '../photo/index.js';
import type { Cosine, FaceVector } from '../vectors/index.js';
import type { Fact, FactId, PersonId } from './fact.js';
import type { Person } from './person.js';

/** What clustering needs to know of a face. */
export interface EngineFace {
  readonly id: FaceId;
  readonly photo: PhotoId;
  readonly vector: FaceVector;
  readonly quality: Score;
  /** Milliseconds since 1970 or null when unknown. */
  readonly takenAt: number | null;
  /** Lies on its side or upside down: the cover only of somebody who has no other good face. Default false. */
  readonly turned?: boolean;
}

/** What an operation changed: faces whose person is now another one (null: undecided or strangers). */
export interface EngineChange {
  readonly moved: ReadonlyMap<FaceId, PersonId | null>;
  readonly conflicts: readonly FactConflict[];
}

/** Two facts that cannot both hold; the later one is in force. */
export interface FactConflict {
  /** `name`: one person had two names. `link`: faces were said to be one person and to be two. */
  readonly kind: 'name' | 'link';
  readonly inForce: FactId;
  readonly overruled: FactId;
  readonly reason: string;
}

export type Explanation = {
  readonly face: FaceId;
  readonly person: PersonId | null;
  /** One or two sentences a person understands. */
  readonly sentence: string;
  readonly nearest: readonly {
    readonly face: FaceId;
    readonly person: PersonId | null;
    readonly cosine: Cosine;
  }[];
};

export type Suggestion =
  | {
      readonly kind: 'same-person';
      readonly a: PersonId;
      readonly b: PersonId;
      readonly faces: number;
      readonly cosine: Cosine;
      readonly reason: string;
    }
  | { readonly kind: 'still-them'; readonly person: PersonId; readonly face: FaceId; readonly reason: string }
  | {
      readonly kind: 'mixed';
      readonly person: PersonId;
      readonly groups: readonly (readonly FaceId[])[];
      readonly reason: string;
    }
  | {
      readonly kind: 'undecided';
      readonly face: FaceId;
      readonly candidates: readonly PersonId[];
      readonly reason: string;
    };

/**
 * Incremental clustering of faces into people. Single-threaded, synchronous, deterministic. After every call
 * the people are right; the cost of `add` is that of the new faces and their neighbours.
 * Throws on a vector of another model, of another dimension, or that is not of unit length (±1e-3).
 */
export interface PeopleEngine {
  readonly faceCount: number;
  add(batch: readonly EngineFace[]): EngineChange;
  remove(faces: readonly FaceId[]): EngineChange;
  correct(facts: readonly Fact[]): EngineChange;
  people(): readonly Person[];
  personOf(face: FaceId): PersonId | null;
  /** The engine's sub-groups of a person (for 'split'): each a tight set of faces. */
  groupsOf(person: PersonId): readonly (readonly FaceId[])[];
  explain(face: FaceId): Explanation;
  suggestions(limit: number): readonly Suggestion[];
  /** Idle work in slices under 10 ms; stop by not asking for the next. Returns what changed at the end. */
  recluster(): Generator<void, EngineChange>;
  /** Versioned binary with a checked header; facts are not in it, they are replayed from the store. */
  snapshot(): Uint8Array;
}
