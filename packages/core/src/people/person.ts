import type { FaceId, Score } from '../faces/index.js';
import type { PersonId } from './fact.js';

export type PersonState =
  | { readonly state: 'unnamed' }
  | { readonly state: 'named'; readonly name: string }
  | { readonly state: 'hidden'; readonly name: string | null };

/** One person as the engine sees them now. */
export interface Person {
  readonly id: PersonId;
  readonly standing: PersonState;
  /** In order of joining; bounded by the library, so page when showing. */
  readonly faces: readonly FaceId[];
  readonly photoCount: number;
  readonly cover: FaceId;
  readonly born: string | null;
  /** Mean cosine of the faces to the person's centre, 0..1; an observation, never a verdict. */
  readonly cohesion: Score;
}
