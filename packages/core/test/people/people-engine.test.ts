import { describe, expect, it } from 'vitest';
import { scorePartition } from '../../src/evaluate/index.js';
import type { FaceId } from '../../src/faces/index.js';
import { createPeopleEngine, type PeopleEngine, type PersonId } from '../../src/people/index.js';
import { filled, MODEL, OPTIONS, said, shuffled, state, synthetic, undo } from './library.js';

const library = synthetic(600);
const whole = filled(library.faces).snapshot();
/** The library above, added. */
const ready = (): PeopleEngine => createPeopleEngine({ ...OPTIONS, restore: whole });

function labels(engine: PeopleEngine, faces: Iterable<FaceId>): Int32Array {
  const numbers = new Map<PersonId, number>();
  return Int32Array.from(faces, (face) => {
    const person = engine.personOf(face);
    if (person === null) return -1;
    if (!numbers.has(person)) numbers.set(person, numbers.size);
    return numbers.get(person)!;
  });
}

describe('the people engine', () => {
  it('finds the people of a synthetic library and merges no two', () => {
    const engine = filled(library.faces);
    const { scores } = scorePartition(
      Int32Array.from(library.truth.values()),
      labels(engine, library.truth.keys()),
    );
    expect(scores.bcubed.f).toBeGreaterThan(0.95);
    expect(scores.merged).toBe(0);
  });

  it('gives the same people whatever the batch size', () => {
    const one = state(filled(library.faces, 1));
    for (const batch of [8, 1000]) {
      const other = filled(library.faces, batch);
      const agreement = scorePartition(
        labels(filled(library.faces, 1), library.truth.keys()),
        labels(other, library.truth.keys()),
      );
      expect(agreement.scores.bcubed.f).toBeGreaterThan(0.995);
    }
    expect(state(filled(library.faces, 1))).toEqual(one);
  });

  it('gives nearly the same people in any order', () => {
    const first = labels(filled(library.faces), library.truth.keys());
    for (const seed of [1, 2]) {
      const other = labels(filled(shuffled(library.faces, seed)), library.truth.keys());
      expect(scorePartition(first, other).scores.bcubed.f).toBeGreaterThan(0.995);
    }
  });

  it('is brought back by a snapshot, and goes on as if never stopped', () => {
    const live = filled(library.faces.slice(0, 400));
    const [a, b] = live.people();
    const facts = said({ kind: 'same', a: a!.faces[0]!, b: b!.faces[0]! });
    live.correct(facts);
    const back = createPeopleEngine({ ...OPTIONS, restore: live.snapshot() });
    expect(back.correct(facts).moved.size).toBe(0);
    expect(state(back)).toEqual(state(live));
    for (const engine of [live, back]) engine.add(library.faces.slice(400));
    expect(state(back)).toEqual(state(live));
    expect(back.snapshot()).toEqual(live.snapshot());
  });

  it('refuses a damaged snapshot and one of another model', () => {
    const bytes = filled(library.faces.slice(0, 100)).snapshot();
    for (const length of [0, 10, 20, 200, bytes.length - 1]) {
      const options = { ...OPTIONS, restore: bytes.slice(0, length) };
      expect(() => createPeopleEngine(options)).toThrow('add the faces anew');
    }
    for (let at = 0; at < bytes.length; at += 997) {
      const torn = bytes.slice();
      torn[at]! ^= 0x40;
      expect(() => createPeopleEngine({ ...OPTIONS, restore: torn })).toThrow('add the faces anew');
    }
    const model = 'other/0000000000000000/1' as typeof MODEL;
    expect(() => createPeopleEngine({ ...OPTIONS, model, restore: bytes })).toThrow('add the faces anew');
  });

  it('refuses a vector that would poison people, and takes none of its batch', () => {
    const engine = filled(library.faces.slice(0, 20));
    const [good, face] = library.faces.slice(20, 22);
    const bad = (values: Float32Array) => ({ ...face!, vector: { model: MODEL, values } });
    expect(() => engine.add([good!, bad(new Float32Array(256))])).toThrow('length 0');
    expect(() => engine.add([good!, bad(new Float32Array(256).fill(Number.NaN))])).toThrow('length NaN');
    expect(() => engine.add([good!, bad(new Float32Array(128))])).toThrow('expected 256');
    expect(() => engine.add([good!, good!])).toThrow('there already');
    expect(engine.faceCount).toBe(20);
  });

  it('reports every face whose person is another one', () => {
    const engine = createPeopleEngine(OPTIONS);
    const shown = new Map<FaceId, PersonId | null>();
    for (let first = 0; first < library.faces.length; first += 16) {
      for (const [face, person] of engine.add(library.faces.slice(first, first + 16)).moved)
        shown.set(face, person);
    }
    for (const face of library.truth.keys()) expect(shown.get(face) ?? null).toBe(engine.personOf(face));
  });
});

describe('corrections', () => {
  it('merges two people and takes it back', () => {
    const engine = ready();
    const before = state(engine);
    const [a, b] = engine.people();
    const facts = said({ kind: 'same', a: a!.cover, b: b!.cover });
    const { moved } = engine.correct(facts);
    for (const face of b!.faces) expect(moved.get(face)).toBe(a!.id);
    expect(engine.people()[0]!.faces).toEqual(expect.arrayContaining([...a!.faces, ...b!.faces]));
    engine.correct(undo(facts));
    expect(state(engine)).toEqual(before);
  });

  it('takes one face out of a person, and only that', () => {
    const engine = ready();
    const [person] = engine.people();
    const good = new Set(library.faces.filter(({ quality }) => quality >= 0.6).map(({ id }) => id));
    const face = person!.faces.filter((id) => good.has(id)).at(-1)!;
    const facts = said({ kind: 'not-person', face, person: person!.id, anchor: person!.faces[0]! });
    engine.correct(facts);
    expect(engine.personOf(face)).not.toBe(person!.id);
    const left = engine.people().find(({ id }) => id === person!.id)!.faces;
    for (const id of person!.faces) if (id !== face && good.has(id)) expect(left).toContain(id);
  });

  it('keeps named people apart and lets the latest of two opposite facts hold', () => {
    const engine = ready();
    const [a, b] = engine.people();
    const name = (person: typeof a, text: string) =>
      said({ kind: 'name', person: person!.id, anchor: person!.faces[0]!, name: text });
    expect(engine.correct(name(a, 'Anna')).conflicts).toEqual([]);
    expect(engine.correct(name(b, 'Bob')).conflicts).toEqual([]);
    expect(
      engine
        .people()
        .map(({ standing }) => standing)
        .slice(0, 3),
    ).toEqual([{ state: 'named', name: 'Anna' }, { state: 'named', name: 'Bob' }, { state: 'unnamed' }]);
    const apart = said({ kind: 'different', a: a!.faces[0]!, b: b!.faces[0]! });
    engine.correct(apart);
    const same = said(
      { kind: 'same', a: a!.faces[1]!, b: b!.faces[1]! },
      { kind: 'same', a: a!.faces[0]!, b: b!.faces[0]! },
    );
    const { conflicts } = engine.correct(same);
    expect(conflicts.map(({ inForce, overruled }) => [inForce, overruled])).toContainEqual([
      same[1]!.id,
      apart[0]!.id,
    ]);
    expect(engine.personOf(a!.faces[0]!)).toBe(engine.personOf(b!.faces[0]!));
  });

  it('sets aside what is not a face, and brings it back', () => {
    const engine = ready();
    const before = state(engine);
    const face = engine.people()[0]!.faces[2]!;
    const facts = said({ kind: 'not-a-face', face });
    engine.correct(facts);
    expect(engine.personOf(face)).toBeNull();
    expect(engine.explain(face).sentence).toContain('not a face');
    engine.correct(undo(facts));
    expect(state(engine)).toEqual(before);
  });

  it('lets a lone face be a person of its own', () => {
    const engine = ready();
    const stranger = library.faces.find(
      ({ id, quality }) => quality > 0.6 && engine.personOf(id) === null,
    )!.id;
    engine.correct(said({ kind: 'same', a: stranger, b: stranger }));
    expect(engine.personOf(stranger)).toContain(`p${stranger}`);
  });
});
