import type { FaceId } from '@kith/core/faces';
import type { Person, PersonId } from '@kith/core/people';
import type { OpenLibrary } from '@kith/core/pipeline';
import { createMemoryStore } from '@kith/testkit';
import { describe, expect, it } from 'vitest';
import { openFake, scanFake } from './fake-album.js';

const bySize = (library: OpenLibrary) => library.people().toSorted((a, b) => b.faces.length - a.faces.length);
const nameOf = (person: Person | null) => (person && 'name' in person.standing ? person.standing.name : null);
const grouping = (library: OpenLibrary) =>
  library
    .people()
    .map((p) => [...p.faces].sort().join(' '))
    .sort();

async function scanned() {
  const store = createMemoryStore();
  const { library } = await scanFake(store);
  return { store, library };
}

describe('openLibrary', () => {
  it('keeps every correction over a restart, and what the store says agrees with the engine', async () => {
    const { store, library } = await scanned();
    const [a, b, c] = bySize(library) as [Person, Person, Person];
    await library.name(a.id, '  Ada   Lovelace ');
    await library.merge(a.id, [b.id]);
    await library.hide([c.id], true);
    await library.born(a.id, '1815-12-10');
    const again = await openFake(store);
    const ada = again.person(again.personOf(a.cover) as PersonId) as Person;
    expect(nameOf(ada)).toBe('Ada Lovelace');
    expect(ada.faces).toEqual(expect.arrayContaining([...b.faces]));
    expect(ada.born).toBe('1815-12-10');
    expect(again.person(again.personOf(c.cover) as PersonId)?.standing.state).toBe('hidden');
    expect(grouping(again)).toEqual(grouping(library));
    for await (const face of store.faces(again.model)) expect(face.person).toBe(again.personOf(face.id));
  });

  it('undoes any action exactly, and an undo too', async () => {
    const { library } = await scanned();
    const before = grouping(library);
    const [a, b] = bySize(library) as [Person, Person];
    await library.merge(a.id, [b.id]);
    const merged = grouping(library);
    expect(merged).not.toEqual(before);
    await library.undo();
    expect(grouping(library)).toEqual(before);
    await library.undo(library.history().at(-1)?.action);
    expect(grouping(library)).toEqual(merged);
    expect(library.history().map((e) => [e.action.split(':')[0], e.undone])).toEqual([
      ['merge', false],
      ['undo', true],
      ['undo', false],
    ]);
  });

  it('splits faces into a person of their own', async () => {
    const { library } = await scanned();
    const [person] = bySize(library) as [Person];
    const chosen = person.faces.slice(0, 3);
    await library.split(person.id, chosen);
    const ids = new Set(chosen.map((f) => library.personOf(f)));
    expect(ids.size).toBe(1);
    expect(person.faces.slice(3).some((f) => ids.has(library.personOf(f)))).toBe(false);
  });

  it('splits a single face off, who is somebody then and no stranger', async () => {
    const { library } = await scanned();
    const [person] = bySize(library) as [Person];
    const face = person.faces.find((f) => f !== person.cover) as FaceId;
    await library.split(person.id, [face]);
    const own = library.personOf(face);
    expect(own).not.toBeNull();
    expect(library.people().find(({ id }) => id === own)?.faces).toContain(face);
    expect(own).not.toBe(library.personOf(person.cover));
  });

  it('assigns faces and takes them away', async () => {
    const { library } = await scanned();
    const [a, b] = bySize(library) as [Person, Person];
    const face = b.faces[0] as FaceId;
    await library.assign([face], a.id);
    expect(library.personOf(face)).toBe(library.personOf(a.cover));
    const now = library.personOf(a.cover) as PersonId;
    await library.notThisPerson([face], now);
    expect(library.personOf(face)).not.toBe(library.personOf(a.cover));
  });

  it('removes what is no face, and remembers that two people are different', async () => {
    const { store, library } = await scanned();
    const [a, b, c] = bySize(library) as [Person, Person, Person];
    const face = c.faces.at(-1) as FaceId;
    await library.notAFace([face]);
    await library.answerSame(a.id, b.id, false);
    const again = await openFake(store);
    expect(again.personOf(face)).toBeNull();
    expect(again.people().some((p) => p.faces.includes(face))).toBe(false);
    expect(again.personOf(a.cover)).not.toBe(again.personOf(b.cover));
  });

  it('removes a face that was assigned before, and takes it back when it is assigned later', async () => {
    const { store, library } = await scanned();
    const [a, b] = bySize(library) as [Person, Person];
    const face = b.faces.at(-1) as FaceId;
    await library.assign([face], a.id);
    await library.notAFace([face]);
    expect(library.personOf(face)).toBeNull();
    expect((await openFake(store)).personOf(face)).toBeNull();
    await library.assign([face], library.personOf(a.cover) as PersonId);
    expect(library.personOf(face)).toBe(library.personOf(a.cover));
    expect(grouping(await openFake(store))).toEqual(grouping(library));
  });

  it('tells its history in sentences', async () => {
    const { library } = await scanned();
    const [a, b] = bySize(library) as [Person, Person];
    await library.name(a.id, 'Ada');
    await library.name(a.id, 'Ada Byron');
    await library.merge(a.id, [b.id]);
    await library.notThisPerson([b.faces[0] as FaceId], a.id);
    await library.undo();
    const sentences = library.history().map((e) => e.sentence);
    expect(sentences.slice(1)).toEqual([
      'Renamed Ada to Ada Byron',
      'Merged people into Ada Byron',
      'Said that 1 face is not Ada Byron',
      'Undid: Said that 1 face is not Ada Byron',
    ]);
    await library.undo(library.history().at(-1)?.action);
    expect(library.history().at(-1)?.sentence).toBe('Did again: Said that 1 face is not Ada Byron');
    await library.undo(library.history().at(-1)?.action);
    expect(library.history().at(-1)?.sentence).toBe('Undid: Said that 1 face is not Ada Byron');
    expect(sentences[0]).toMatch(/^Named person p[0-9a-f]{8}\.\d+ Ada$/);
  });

  it('refuses what cannot be, naming it, and says nothing then', async () => {
    const { library } = await scanned();
    const [a] = bySize(library) as [Person];
    const stranger = 'pnobody' as PersonId;
    await expect(library.name(stranger, 'X')).rejects.toThrow(/no person pnobody/);
    await expect(library.name(a.id, '   ')).rejects.toThrow(/at least one letter/);
    await expect(library.merge(a.id, [a.id])).rejects.toThrow(/two different people/);
    await expect(library.split(a.id, a.faces)).rejects.toThrow(/nobody would be left/);
    await expect(library.split(a.id, ['none.0' as FaceId])).rejects.toThrow(/none\.0 is not one of/);
    await expect(library.assign(['none.0' as FaceId], a.id)).rejects.toThrow(/no face none\.0/);
    await expect(library.born(a.id, '1815-02-30')).rejects.toThrow(/1984-05-31/);
    await expect(library.undo()).rejects.toThrow(/nothing to undo/);
    expect(library.history()).toEqual([]);
  });

  it('goes back to what the store holds when a correction cannot be written', async () => {
    const { store, library } = await scanned();
    const before = grouping(library);
    const failing = await openFake({ ...store, appendFacts: () => Promise.reject(new Error('disk full')) });
    const [a, b] = bySize(failing) as [Person, Person];
    await expect(failing.merge(a.id, [b.id])).rejects.toThrow('disk full');
    expect(grouping(failing)).toEqual(before);
    expect(failing.history()).toEqual([]);
  });

  it('rebuilds from the faces when the snapshot is damaged', async () => {
    const { store, library } = await scanned();
    const snapshot = await store.snapshot(library.model);
    expect(snapshot?.length).toBeGreaterThan(100);
    const torn = { ...store, snapshot: async () => snapshot?.slice(0, 60) ?? null };
    expect(grouping(await openFake(torn))).toEqual(grouping(library));
  });
});
