import type { FaceId } from '@kith/core/faces';
import { nameOf, type Person, type PersonId, type Statement } from '@kith/core/people';
import type { Library } from '@kith/core/pipeline';

type Named = ReadonlyMap<string, readonly FaceId[]>;

/**
 * What has to be said for these faces to bear these names: faces of one name are one person, that of the library if
 * there is one of the name; people taken for one who have two names are different, and then each face of theirs is said to
 * be whose it is, lest it goes with the other name. Says nothing that holds already.
 */
export function namesToStatements(library: Library, named: Named): readonly Statement[] {
  const parted = peopleUnderSeveralNames(library, named);
  const heads = new Map<string, FaceId>();
  const statements: Statement[] = [];
  for (const [name, faces] of named) {
    const known = library.people().find((p) => nameOf(p) === name);
    const head = known ? headOf(known, faces) : founderOf(library, faces);
    heads.set(name, head);
    const person = library.personOf(head);
    const isSaid = (face: FaceId) => {
      const own = library.personOf(face);
      return face !== head && (own === null || own !== person || parted.has(own));
    };
    statements.push(...faces.filter(isSaid).map((b) => ({ kind: 'same', a: head, b }) as const));
    // Of a person to be parted nobody bears the name yet: it goes to whom this face founds.
    const bearer = person === null || parted.has(person) ? foundedOn(head) : person;
    if (!known) statements.push({ kind: 'name', person: bearer, anchor: head, name });
  }
  return [...differences(library, heads), ...statements];
}

/** The id of somebody who is founded on a face. */
const foundedOn = (face: FaceId) => `p${face}` as PersonId;

/** A face that the library and the sidecars give the same name, else the person's cover. */
function headOf(known: Person, faces: readonly FaceId[]): FaceId {
  const own = new Set(known.faces);
  return faces.find((face) => own.has(face)) ?? known.cover;
}

/** The face that the person is founded on where it is one of these, so that they keep their id; else the first. */
function founderOf(library: Library, faces: readonly FaceId[]): FaceId {
  return faces.find((face) => library.personOf(face) === foundedOn(face)) ?? (faces[0] as FaceId);
}

function peopleUnderSeveralNames(library: Library, named: Named): ReadonlySet<PersonId> {
  const names = new Map<PersonId, string>();
  const several = new Set<PersonId>();
  for (const [name, faces] of named)
    for (const face of faces) {
      const person = library.personOf(face);
      if (person === null) continue;
      if ((names.get(person) ?? name) !== name) several.add(person);
      names.set(person, name);
    }
  return several;
}

/** People under two names who are one person now. */
function* differences(library: Library, heads: ReadonlyMap<string, FaceId>): Generator<Statement> {
  const seen = new Map<PersonId, FaceId[]>();
  for (const face of heads.values()) {
    const person = library.personOf(face);
    if (person === null) continue;
    const others = seen.get(person) ?? [];
    for (const other of others) yield { kind: 'different', a: other, b: face };
    seen.set(person, [...others, face]);
  }
}
