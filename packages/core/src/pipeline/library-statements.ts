import type { FaceId } from '../faces/index.js';
import { nameOf, type Person, type Statement } from '../people/index.js';

/**
 * The `others` are `into`, every face of them all that is known now: linked by their covers alone, they would come apart when
 * the library is grouped anew. The name of `into` stays where another has one too.
 */
export function mergeStatements(into: Person, others: readonly Person[]): readonly Statement[] {
  const faces = [...others, into].flatMap((person) => person.faces).filter((face) => face !== into.cover);
  return [
    ...faces.map((b) => ({ kind: 'same', a: into.cover, b }) as const),
    ...others.flatMap((other) => keptName(into, other)),
  ];
}

function keptName(into: Person, other: Person): readonly Statement[] {
  const [mine, theirs] = [into, other].map(nameOf);
  if (!mine || !theirs || mine === theirs) return [];
  return [{ kind: 'name', person: into.id, anchor: into.cover, name: mine }];
}

/** `faces` leave the person and are one of their own, a single face too. `remaining` are the person's other faces, not empty. */
export function splitStatements(
  person: Person,
  faces: readonly FaceId[],
  remaining: readonly FaceId[],
): readonly Statement[] {
  const anchor = remaining.includes(person.cover) ? person.cover : (remaining[0] as FaceId);
  const [first, ...rest] = faces;
  return [
    ...faces.map((face) => ({ kind: 'not-person', face, person: person.id, anchor }) as const),
    ...(rest.length > 0 ? rest : [first as FaceId]).map(
      (b) => ({ kind: 'same', a: first as FaceId, b }) as const,
    ),
    ...standingStays(person, anchor),
  ];
}

/** Each of `faces` is not the person. `remaining` are the person's other faces, not empty. */
export function notPersonStatements(
  person: Person,
  faces: readonly FaceId[],
  remaining: readonly FaceId[],
): readonly Statement[] {
  const anchor = remaining.includes(person.cover) ? person.cover : (remaining[0] as FaceId);
  return [
    ...faces.map((face) => ({ kind: 'not-person', face, person: person.id, anchor }) as const),
    ...standingStays(person, anchor),
  ];
}

/** What was said of the person may hang on a face that leaves: it stays with those who stay. One statement moves all. */
function standingStays(of: Person, anchor: FaceId): readonly Statement[] {
  const { id: person, standing, born } = of;
  const name = nameOf(of);
  if (name !== null) return [{ kind: 'name', person, anchor, name }];
  if (standing.state === 'hidden') return [{ kind: 'hide', person, anchor, hidden: true }];
  return born === null ? [] : [{ kind: 'born', person, anchor, date: born }];
}
