import type { FaceId } from '@kith/core/faces';
import { type Analyse, exportLibrary, importLibrary, type OpenLibrary } from '@kith/core/pipeline';
import type { Store } from '@kith/core/ports';
import { createMemoryStore } from '@kith/testkit';
import { describe, expect, it } from 'vitest';
import { analyse, fakeAlbum, openFake, scanFake } from './fake-album.js';

const exported = async (store: Store, library: OpenLibrary) =>
  JSON.stringify(await exportLibrary({ store, library, version: '1' }));
const names = (library: OpenLibrary) =>
  library.people().flatMap((p) => ('name' in p.standing && p.standing.name ? [p.standing.name] : []));
const largest = (library: OpenLibrary) =>
  library.people().toSorted((a, b) => b.faces.length - a.faces.length);

/** Finds the same faces in another order, so that ids differ, in boxes a little off. */
const otherwise: Analyse = async (photos, telemetry) =>
  (await analyse(photos, telemetry)).map(({ id, faces }) => ({
    id,
    faces: faces.map(({ face, vector }) => {
      const ordinal = Number(face.id.split('.')[1]);
      const moved = `${face.id.split('.')[0]}.${9 - ordinal}` as FaceId;
      const box = { ...face.box, x: face.box.x + face.box.width * 0.1 };
      return { face: { ...face, id: moved, box }, vector };
    }),
  }));

async function said() {
  const store = createMemoryStore();
  const { library } = await scanFake(store);
  const [a, b, c] = largest(library);
  await library.name(a!.id, 'Ada');
  await library.name(b!.id, 'Bea');
  await library.hide([c!.id], true);
  await library.born(a!.id, '1815-12-10');
  await library.notAFace([c!.faces.at(-1) as FaceId]);
  await library.name(b!.id, 'Wrong');
  await library.undo();
  return { store, library };
}

describe('export and import', () => {
  it('carries what was said to another library of the same photos, whatever found the faces there', async () => {
    const from = await said();
    const store = createMemoryStore();
    const { library } = await scanFake(store, undefined, { analyse: otherwise });
    const { applied, unmatched } = await importLibrary({
      store,
      library,
      text: await exported(from.store, from.library),
    });
    expect({ applied, unmatched }).toEqual({ applied: 5, unmatched: 0 });
    expect(names(library).sort()).toEqual(['Ada', 'Bea']);
    const ada = library.people().find((p) => 'name' in p.standing && p.standing.name === 'Ada');
    const adaThere = from.library.people().find((p) => 'name' in p.standing && p.standing.name === 'Ada');
    expect(ada?.born).toBe('1815-12-10');
    expect(ada?.faces).toHaveLength(adaThere!.faces.length);
    expect(library.people().filter((p) => p.standing.state === 'hidden')).toHaveLength(1);
    expect(names(await openFake(store)).sort()).toEqual(['Ada', 'Bea']);
  });

  it('says nothing twice, and one undo takes all of it back', async () => {
    const from = await said();
    const store = createMemoryStore();
    const { library } = await scanFake(store);
    const text = await exported(from.store, from.library);
    expect((await importLibrary({ store, library, text })).applied).toBe(5);
    expect(await importLibrary({ store, library, text })).toEqual({ applied: 0, unmatched: 0 });
    await library.undo();
    expect(names(library)).toEqual([]);
  });

  it('counts what is about photos that are not here, and takes drawings along', async () => {
    const from = await said();
    const photo = largest(from.library)[0]!.faces[0]!;
    const id = (await from.store.face(photo))!.photo;
    const box = { x: 0.8, y: 0.8, width: 0.1, height: 0.1 };
    await from.store.draw({ face: `${id.slice(0, 16)}.77` as FaceId, photo: id, box });
    const text = await exported(from.store, from.library);
    const empty = createMemoryStore();
    const none = await openFake(empty);
    expect(await importLibrary({ store: empty, library: none, text })).toEqual({ applied: 0, unmatched: 5 });
    const store = createMemoryStore();
    const { library } = await scanFake(store, fakeAlbum());
    await importLibrary({ store, library, text });
    expect(await store.drawnFaces(id)).toHaveLength(1);
  });

  it.each([
    ['', /not a Kith export/],
    ['[]', /not a Kith export/],
    ['{"format":"kith-export","formatVersion":2}', /format version 2/],
    ['{"format":"kith-export","formatVersion":1,"photos":[],"facts":[{}]}', /damaged/],
    [
      '{"format":"kith-export","formatVersion":1,"photos":[],"facts":[{"id":"x","statement":{"kind":"toString"}}]}',
      /damaged/,
    ],
  ])('refuses %s', async (text, reason) => {
    const store = createMemoryStore();
    const library = await openFake(store);
    await expect(importLibrary({ store, library, text })).rejects.toThrow(reason);
    expect(await store.facts()).toEqual([]);
  });
});
