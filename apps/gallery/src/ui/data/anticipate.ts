import type { QueryClient } from '@tanstack/react-query';
import type { Page, PersonCard, PersonDetail, PersonFace } from '../../api/outputs.js';
import type { Correction } from './correction.js';

interface Said {
  readonly person?: string;
  readonly people?: readonly string[];
  readonly others?: readonly string[];
  readonly faces?: readonly string[];
  readonly face?: string;
  readonly name?: string | null;
  readonly hidden?: boolean;
  readonly a?: string;
  readonly b?: string;
}

/** Shows what a correction will surely do before the library answers. Returns how to put everything back. */
export function anticipate(client: QueryClient, operation: Correction, input: unknown): () => void {
  const said = input as Said;
  const before = client.getQueriesData({ predicate: (q) => touched.has(String(q.queryKey[0])) });
  if (operation === 'name' || operation === 'hide') {
    const ids = new Set(said.people ?? [said.person]);
    const update =
      operation === 'name' ? { name: said.name ?? null, stranger: false } : { hidden: said.hidden ?? true };
    setPeople(client, (people) => people.map((p) => (ids.has(p.id) ? { ...p, ...update } : p)));
    for (const id of ids) {
      client.setQueryData<PersonDetail>(['person', { person: id }], (p) => p && { ...p, ...update });
    }
  }
  if (operation === 'merge') {
    const gone = new Set(said.others);
    setPeople(client, (people) => people.filter((p) => !gone.has(p.id)));
  }
  if (operation === 'cover') {
    const update = { cover: said.face as PersonCard['cover'] };
    client.setQueryData<PersonDetail>(['person', { person: said.person }], (p) => p && { ...p, ...update });
    setPeople(client, (people) => people.map((p) => (p.id === said.person ? { ...p, ...update } : p)));
  }
  if (operation === 'notThisPerson' || operation === 'split' || operation === 'notAFace') {
    const gone = new Set(said.faces);
    client.setQueriesData<Page<PersonFace>>({ queryKey: ['personFaces'] }, (page) => {
      if (page === undefined) return page;
      const items = page.items.filter((f) => !gone.has(f.face));
      return { total: page.total - (page.items.length - items.length), items };
    });
  }
  return () => {
    for (const [key, data] of before) client.setQueryData(key, data);
  };
}

const touched = new Set(['people', 'person', 'personFaces']);

function setPeople(
  client: QueryClient,
  change: (people: readonly PersonCard[]) => readonly PersonCard[],
): void {
  client.setQueryData<readonly PersonCard[]>(['people', {}], (people) => people && change(people));
}
