import type { FaceId } from '@kith/core/faces';
import type { PersonId, Statement } from '@kith/core/people';
import type { Library } from '@kith/core/pipeline';
import { nameOf } from '../session/person-name.js';

/**
 * What has to be said for these faces to bear these names: faces of one name are one person, that of the library if
 * there is one of the name; people taken for one who have two names are different. Says nothing that holds already.
 */
export function namesToStatements(
  library: Library,
  named: ReadonlyMap<string, readonly FaceId[]>,
): readonly Statement[] {
  const heads = new Map<string, FaceId>();
  const statements: Statement[] = [];
  for (const [name, faces] of named) {
    const known = library.people().find((p) => nameOf(p) === name);
    const head = known?.cover ?? (faces[0] as FaceId);
    heads.set(name, head);
    const strangers = faces.filter(
      (f) => f !== head && (library.personOf(f) ?? f) !== library.personOf(head),
    );
    statements.push(...strangers.map((b) => ({ kind: 'same', a: head, b }) as const));
    if (!known) statements.push(nameOfFace(library, head, name));
  }
  return [...differences(library, heads), ...statements];
}

function nameOfFace(library: Library, face: FaceId, name: string): Statement {
  const person = library.personOf(face) ?? (`p${face}` as PersonId);
  return { kind: 'name', person, anchor: face, name };
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
