import { nameOf, type Person } from '../people/index.js';

/** A person as JSON shows them; the keys are stable. */
export function personJson(person: Person) {
  return {
    id: person.id,
    state: person.standing.state,
    name: nameOf(person),
    faces: person.faces.length,
    photos: person.photoCount,
    cover: person.cover,
    born: person.born,
  };
}
