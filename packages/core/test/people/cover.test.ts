import { expect, it } from 'vitest';
import { createPeopleEngine, type EngineFace, type PeopleEngine } from '../../src/people/index.js';
import { filled, OPTIONS, synthetic } from './library.js';

const { faces } = synthetic(120);
const covers = (engine: PeopleEngine) => engine.people().map((person) => person.cover);
const qualityOf = new Map(faces.map(({ id, quality }) => [id, quality]));
const withTurned = (turned: ReadonlySet<unknown>): EngineFace[] =>
  faces.map((face) => ({ ...face, turned: turned.has(face.id) }));

it('a cover is the best upright face', () => {
  const before = covers(filled(faces));
  const engine = filled(withTurned(new Set(before)));
  for (const { cover, faces: own } of engine.people()) {
    const upright = own.filter((id) => !before.includes(id));
    if (upright.length === 0) continue;
    const best = Math.max(...upright.map((id) => qualityOf.get(id) ?? 0));
    expect(qualityOf.get(cover)).toBe(best);
    expect(before).not.toContain(cover);
  }
});

it('a cover is the best turned face where no other is good', () => {
  const all = new Set<unknown>(faces.map((face) => face.id));
  expect(covers(filled(withTurned(all)))).toEqual(covers(filled(faces)));
});

it('a snapshot remembers which faces are turned', () => {
  const engine = filled(withTurned(new Set(covers(filled(faces)))));
  const restored = createPeopleEngine({ ...OPTIONS, restore: engine.snapshot() });
  expect(covers(restored)).toEqual(covers(engine));
});
