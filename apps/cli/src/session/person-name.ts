import type { Person } from '@kith/core/people';
import { shortId } from './short-id.js';

/** What the person is called, or null. */
export function nameOf(person: Person | null): string | null {
  return person && 'name' in person.standing ? person.standing.name : null;
}

/** For sentences: the name, or "person p3f2a91c0.1". */
export function callOf(person: Person): string {
  return nameOf(person) ?? `person ${shortId(person.id)}`;
}
