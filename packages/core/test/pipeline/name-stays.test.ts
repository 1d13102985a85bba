import type { FaceId } from '@kith/core/faces';
import { nameOf, type Person, type PersonId } from '@kith/core/people';
import type { OpenLibrary } from '@kith/core/pipeline';
import { createMemoryStore } from '@kith/testkit';
import { describe, expect, it } from 'vitest';
import { openFake, scanFake } from './fake-album.js';

/** A library in which the largest person is called Ada, was born in 1815, and has at least four faces. */
async function withAda() {
  const store = createMemoryStore();
  const { library } = await scanFake(store);
  const [ada] = library.people().toSorted((a, b) => b.faces.length - a.faces.length) as [Person];
  await library.name(ada.id, 'Ada');
  await library.born(ada.id, '1815-12-10');
  return { store, library, ada, others: ada.faces.filter((f) => f !== ada.cover) as FaceId[] };
}

const personOf = (library: OpenLibrary, face: FaceId) => {
  const id = library.personOf(face);
  return id === null ? null : library.person(id);
};

/** What stays is Ada, all of it; what left is not. Now, and when the library is opened again. */
async function expectParted(
  { store, library, ada }: Awaited<ReturnType<typeof withAda>>,
  left: readonly FaceId[],
): Promise<void> {
  for (const now of [library, await openFake(store)]) {
    const stayed = ada.faces.filter((f) => !left.includes(f));
    const people = stayed.map((f) => personOf(now, f));
    expect(new Set(people.map((p) => p?.id)).size).toBe(1);
    expect(people[0]).toMatchObject({ id: ada.id, born: '1815-12-10' });
    expect(nameOf(people[0] ?? null)).toBe('Ada');
    for (const face of left) {
      expect(nameOf(personOf(now, face))).toBeNull();
      expect(personOf(now, face)?.born ?? null).toBeNull();
    }
    expect(now.people().filter((p) => nameOf(p) === 'Ada')).toHaveLength(1);
  }
}

describe('after "not this person" the name stays with those who stay', () => {
  it('when a face leaves that the name does not hang on', async () => {
    const there = await withAda();
    const left = there.others.slice(0, 1);
    await there.library.notThisPerson(left, there.ada.id);
    await expectParted(there, left);
  });

  it('when the cover leaves, on which it was said', async () => {
    const there = await withAda();
    await there.library.notThisPerson([there.ada.cover], there.ada.id);
    await expectParted(there, [there.ada.cover]);
  });

  it('when what was the cover as it was said leaves, and another is the cover since', async () => {
    const there = await withAda();
    await there.library.cover(there.ada.id, there.others[0] as FaceId);
    await there.library.notThisPerson([there.ada.cover], there.ada.id);
    await expectParted(there, [there.ada.cover]);
  });

  it('and so does what is said of somebody without a name: hidden, born', async () => {
    const { store, library, ada } = await withAda();
    await library.name(ada.id, null);
    await library.hide([ada.id], true);
    await library.notThisPerson([ada.cover], ada.id);
    for (const now of [library, await openFake(store)]) {
      const stayed = now.person(ada.id);
      expect(stayed).toMatchObject({ born: '1815-12-10', standing: { state: 'hidden', name: null } });
      expect(stayed?.faces).toHaveLength(ada.faces.length - 1);
      expect(personOf(now, ada.cover)?.standing.state ?? 'unnamed').toBe('unnamed');
    }
  });

  it('when several leave in a split, the cover among them', async () => {
    const there = await withAda();
    const left = [there.ada.cover, there.others[0] as FaceId];
    await there.library.split(there.ada.id, left);
    await expectParted(there, left);
    expect(there.library.personOf(left[0] as FaceId)).toBe(there.library.personOf(left[1] as FaceId));
  });

  it('and one undo brings the face back to the name', async () => {
    const { library, ada } = await withAda();
    await library.notThisPerson([ada.cover], ada.id);
    await library.undo();
    expect(nameOf(library.person(library.personOf(ada.cover) as PersonId))).toBe('Ada');
    expect([...(library.person(ada.id)?.faces ?? [])].sort()).toEqual([...ada.faces].sort());
  });
});
