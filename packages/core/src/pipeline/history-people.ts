import type { FaceId } from '../faces/index.js';
import type { PersonId } from '../people/index.js';

/** What history needs to know of the people as they are now. */
export interface PeopleNow {
  nameOf(person: PersonId): string | null;
  personOf(face: FaceId): PersonId | null;
}
