import type { FaceId } from '@kith/core/faces';
import { createPeopleEngine, deriveThresholds, type PersonId, shiftThresholds } from '@kith/core/people';
import { compareGrouping, openLibrary, previewGrouping } from '@kith/core/pipeline';
import type { Store } from '@kith/core/ports';
import { createFakeClock, createMemoryStore, fakeModelKey } from '@kith/testkit';
import { describe, expect, it } from 'vitest';
import { scanFake } from './fake-album.js';

const base = deriveThresholds({ cosineAtFalseMatchRate: { '1e-2': 0.19, '1e-3': 0.29, '1e-4': 0.41 } });
const model = fakeModelKey;
const engine = (likeness: number, restore?: Uint8Array) => {
  // The fake's people are so clear that it takes more than a user may ask for.
  const up = (cosine: number) => Math.min(0.99, cosine + likeness);
  const { micro, link, lone, linkFloor } = base;
  const shifted = { ...base, micro: up(micro), link: up(link), lone: up(lone), linkFloor: up(linkFloor) };
  return createPeopleEngine({ model, dimension: 128, thresholds: shifted, ...(restore && { restore }) });
};
let n = 0;
const open = (store: Store, likeness: number) =>
  openLibrary({
    store,
    model,
    engineFactory: (restore) => engine(likeness, restore),
    rules: String(likeness),
    clock: createFakeClock(),
    ids: () => `r${n++}`,
  });
const pause = () => new Promise<void>((done) => setImmediate(done));
const groups = (library: { people(): readonly { readonly faces: readonly FaceId[] }[] }) =>
  library
    .people()
    .map((p) => [...p.faces].sort().join(' '))
    .sort();

async function scanned() {
  const store = createMemoryStore();
  const library = await open(store, 0);
  await scanFake(store, undefined, { library });
  return { store, library };
}

describe('grouping by other thresholds', () => {
  it('keeps two people who were said to be one together, however much the thresholds part the others', async () => {
    const { store, library } = await scanned();
    const [into, other] = library.people().filter((p) => p.faces.length > 1);
    const both = [...into!.faces, ...other!.faces].sort();
    await library.merge(into!.id, [other!.id]);
    expect(groups(library)).toContain(both.join(' '));
    for (const likeness of [0.6, 0]) expect(groups(await open(store, likeness))).toContain(both.join(' '));
  });

  it('takes the look-alikes of a moved face along, as moving it did', async () => {
    const { store, library } = await scanned();
    const [to, from] = library.people().filter((p) => p.faces.length > 3);
    for (const face of [from!.faces[0]!, from!.faces.at(-2)!]) {
      await library.assign([face], to!.id);
      const told = groups(library);
      expect(told).toContain([...to!.faces, ...from!.faces].sort().join(' '));
      const anew = { ...store, snapshot: async () => null };
      expect(groups(await open(anew, 0))).toEqual(told);
      await library.undo();
    }
  });

  it('leaves a face that was said not to be somebody out of them, and the rest where they were', async () => {
    const { store, library } = await scanned();
    const [person] = library.people().filter((p) => p.faces.length > 3);
    await library.notThisPerson([person!.faces[2]!], person!.id);
    const told = groups(library);
    expect(told).toContain(
      person!.faces
        .filter((_, at) => at !== 2)
        .sort()
        .join(' '),
    );
    expect(groups(await open({ ...store, snapshot: async () => null }, 0))).toEqual(told);
  });

  it('is told before it is done, and then comes out as told, there and back', async () => {
    const { store, library } = await scanned();
    const start = groups(library);
    let current = library;
    for (const likeness of [0.6, 0]) {
      const told = await previewGrouping({
        store,
        model,
        engine: engine(likeness),
        now: (face) => current.personOf(face),
        clock: createFakeClock(),
        pause,
      });
      expect(told.people).toBe(current.people().length);
      expect(told.moved, `${likeness}`).toBeGreaterThan(0);
      const before = groups(current);
      current = await open(store, likeness);
      expect(current.people()).toHaveLength(told.peopleThen);
      expect(groups(current)).not.toEqual(before);
      for await (const face of store.faces(model)) expect(face.person).toBe(current.personOf(face.id));
    }
    expect(groups(current)).toEqual(start);
  });

  it('keeps what the user said, and takes up its snapshot when the rules are the same', async () => {
    const { store, library } = await scanned();
    const [first] = library.people();
    await library.name(first!.id, 'Ada');
    const looser = await open(store, -0.1);
    const names = looser.people().map((p) => ('name' in p.standing ? p.standing.name : null));
    expect(names).toContain('Ada');
    expect(groups(await open(store, -0.1))).toEqual(groups(looser));
  });

  it('gives up when it is no longer wanted', async () => {
    const { store, library } = await scanned();
    const clock = { now: () => 0, monotonic: () => (n += 20) };
    const options = { store, model, engine: engine(0.1), now: library.personOf, clock, pause };
    await expect(previewGrouping({ ...options, signal: { aborted: true } })).rejects.toThrow(/cancelled/);
  });
});

describe('compareGrouping', () => {
  const face = (text: string) => text as FaceId;
  const compare = (before: string, after: string) => {
    const of = (text: string) =>
      new Map(
        text.split(' ').map((c, i) => [face(`f${i}`), c === '-' ? null : (`p${c}` as PersonId)] as const),
      );
    const then = of(after);
    return compareGrouping(of(before), (f) => then.get(f) ?? null);
  };

  it('sees no change in other names for the same groups', () => {
    expect(compare('a a b b', 'x x y y')).toMatchObject({ moved: 0, people: 2, peopleThen: 2, joined: [] });
  });

  it('sees who is joined to whom', () => {
    const change = compare('a a a b b', 'x x x x x');
    expect(change).toMatchObject({ moved: 2, people: 2, peopleThen: 1 });
    expect(change.joined).toEqual([{ person: 'pb', into: 'pa' }]);
  });

  it('sees who is parted, and faces that nobody has any more', () => {
    const change = compare('a a a a a b', 'x x x y y -');
    expect(change).toMatchObject({ moved: 3, people: 2, peopleThen: 2, joined: [] });
    expect(change.parted).toEqual([{ person: 'pa', faces: ['f3', 'f4'] }]);
  });
});

describe('shiftThresholds', () => {
  it('moves what joins, and refuses more than it may', () => {
    expect(shiftThresholds(base, 0)).toEqual(base);
    expect(shiftThresholds(base, 0.05).link).toBeCloseTo(base.link + 0.05);
    expect(() => shiftThresholds(base, 0.3)).toThrow(/at most/);
    expect(() => shiftThresholds(base, Number.NaN)).toThrow(/at most/);
  });
});
