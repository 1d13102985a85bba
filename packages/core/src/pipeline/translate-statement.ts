import type { FaceId } from '../faces/index.js';
import type { PersonId, Statement } from '../people/index.js';

export interface TranslateOptions {
  /** Each face of the other library as one of this; all faces of the statement are there. */
  readonly faceHere: ReadonlyMap<FaceId, FaceId | null>;
  /** People of the other library and who they are here; filled as they come. */
  readonly people: Map<PersonId, PersonId>;
  readonly library: { personOf(face: FaceId): PersonId | null };
}

/** A statement of another library as this one would have it; null for an undo, which is settled before. */
export function translateStatement(s: Statement, options: TranslateOptions): Statement | null {
  const face = (id: FaceId) => options.faceHere.get(id) as FaceId;
  const person = (id: PersonId, anchor: FaceId) => personHere(id, face(anchor), options);
  switch (s.kind) {
    case 'same':
    case 'different':
      return { kind: s.kind, a: face(s.a), b: face(s.b) };
    case 'not-a-face':
      return { kind: s.kind, face: face(s.face) };
    case 'not-person': {
      const anchor = face(s.anchor);
      return { kind: s.kind, face: face(s.face), person: person(s.person, s.anchor), anchor };
    }
    case 'name':
      return { kind: s.kind, person: person(s.person, s.anchor), anchor: face(s.anchor), name: s.name };
    case 'hide':
      return { kind: s.kind, person: person(s.person, s.anchor), anchor: face(s.anchor), hidden: s.hidden };
    case 'born':
      return { kind: s.kind, person: person(s.person, s.anchor), anchor: face(s.anchor), date: s.date };
    case 'cover': {
      const anchor = face(s.anchor);
      return { kind: s.kind, person: person(s.person, s.anchor), anchor, face: face(s.face) };
    }
    case 'undo':
      return null;
  }
}

/** The anchor's person here; where two people there are one here, the second is founded on its own anchor. */
function personHere(id: PersonId, anchor: FaceId, { people, library }: TranslateOptions): PersonId {
  const known = people.get(id);
  if (known !== undefined) return known;
  const here = library.personOf(anchor);
  const free = here !== null && ![...people.values()].includes(here);
  const person = free ? here : (`p${anchor}` as PersonId);
  people.set(id, person);
  return person;
}
