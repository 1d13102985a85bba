import type { Person } from '@kith/core/people';
import { nameOf, shortId } from '@kith/core/people';
import { table, terminalWidth } from './table.js';

/** Named people first, then by photos, most first. */
export function inOrder(people: readonly Person[]): readonly Person[] {
  const rank = (p: Person) => ({ named: 0, unnamed: 1, hidden: 2 })[p.standing.state];
  return people.toSorted(
    (a, b) => rank(a) - rank(b) || b.photoCount - a.photoCount || (a.id < b.id ? -1 : 1),
  );
}

export function peopleTable(people: readonly Person[]): string {
  const rows = people.map((p) => [
    shortId(p.id),
    String(p.photoCount),
    String(p.faces.length),
    `${nameOf(p) ?? '-'}${p.standing.state === 'hidden' ? ' (hidden)' : ''}`,
  ]);
  const columns = [
    { title: 'PERSON' },
    { title: 'PHOTOS', align: 'right' },
    { title: 'FACES', align: 'right' },
    { title: 'NAME' },
  ] as const;
  return table(columns, rows, terminalWidth());
}
