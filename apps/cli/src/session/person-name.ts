import { nameOf, type Person, shortId } from '@kith/core/people';

/** For sentences: the name, or "person p3f2a91c0.1". */
export function callOf(person: Person): string {
  return nameOf(person) ?? `person ${shortId(person.id)}`;
}
