import type { FaceId } from '../faces/index.js';
import type { Person } from '../people/index.js';
import type { PhotoId } from '../photo/index.js';

/**
 * The people as the photos that are there show them: faces of missing photos are not counted, nor a cover, and who is on
 * missing photos only is left out; the engine keeps them all, so they come back with the photo. Largest first. The same
 * list when nothing is missing. O(faces).
 */
export function presentPeople(
  people: readonly Person[],
  absent: ReadonlyMap<FaceId, PhotoId>,
): readonly Person[] {
  if (absent.size === 0) return people;
  return people
    .map((person) => presentPart(person, absent))
    .filter((person) => person.faces.length > 0)
    .sort((a, b) => b.faces.length - a.faces.length);
}

function presentPart(person: Person, absent: ReadonlyMap<FaceId, PhotoId>): Person {
  const faces = person.faces.filter((face) => !absent.has(face));
  if (faces.length === person.faces.length) return person;
  const photosGone = new Set(person.faces.flatMap((face) => absent.get(face) ?? []));
  const cover = absent.has(person.cover) ? (faces[0] ?? person.cover) : person.cover;
  return { ...person, faces, cover, photoCount: person.photoCount - photosGone.size };
}
