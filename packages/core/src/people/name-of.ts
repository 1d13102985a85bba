import type { Person } from './person.js';

/** What the person is called, or null. */
export function nameOf(person: Person | null): string | null {
  return person && 'name' in person.standing ? person.standing.name : null;
}
