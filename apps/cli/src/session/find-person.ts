import type { Person, PersonId } from '@kith/core/people';
import { nameOf } from '@kith/core/people';
import type { Library } from '@kith/core/pipeline';
import { UsageError } from '../usage-error.js';
import { matchesId } from './matches-id.js';

/** The person meant by an id, the beginning of one, or a name in any case. Throws when that is none or several. */
export function findPerson(library: Library, text: string): Person {
  const exact = library.person(text as PersonId);
  if (exact) return exact;
  const people = library.people();
  const named = people.filter((p) => same(nameOf(p) ?? '', text));
  if (named.length > 0) return onlyOne(named, text);
  const begins = people.filter((p) => matchesId(p.id, text));
  if (begins.length > 0) return onlyOne(begins, text);
  const loosely = people.filter((p) => (nameOf(p) ?? '').toLowerCase().startsWith(text.toLowerCase()));
  if (loosely.length > 0) return onlyOne(loosely, text);
  throw new UsageError(`there is no person '${text}'; see who there is with: kith people`);
}

const same = (a: string, b: string) => a.localeCompare(b, undefined, { sensitivity: 'accent' }) === 0;

function onlyOne(found: readonly Person[], text: string): Person {
  if (found.length === 1) return found[0] as Person;
  const list = found.slice(0, 5).map((p) => `${p.id}${nameOf(p) ? ` (${nameOf(p)})` : ''}`);
  throw new UsageError(
    `'${text}' can be ${found.length} people: ${list.join(', ')}${found.length > 5 ? ', …' : ''}`,
  );
}
