import { describe, expect, it } from 'vitest';
import { type Random, seededRandom } from '../../src/evaluate/index.js';
import type { FaceId } from '../../src/faces/index.js';
import {
  createPeopleEngine,
  type Fact,
  type PeopleEngine,
  type PersonId,
  type Statement,
} from '../../src/people/index.js';
import { resolveFacts } from '../../src/people/resolve-facts.js';
import { OPTIONS, said, state, synthetic, undo } from './library.js';

// The full size of the promise, 500 corrections among 10,000 faces, is KITH_FULL=1: minutes.
const full = (globalThis as { process?: { env: Record<string, string> } }).process?.env['KITH_FULL'] === '1';
const size = full ? { faces: 10_000, corrections: 500 } : { faces: 700, corrections: 60 };

function randomStatement(engine: PeopleEngine, random: Random): Statement {
  const people = engine.people();
  const person = people[random.below(people.length)]!;
  const other = people[random.below(people.length)]!;
  const pick = (faces: readonly FaceId[]): FaceId => faces[random.below(faces.length)]!;
  const anchor = pick(person.faces);
  switch (random.below(8)) {
    case 0:
    case 1:
      return { kind: 'same', a: anchor, b: pick(other.faces) };
    case 2:
      return { kind: 'different', a: anchor, b: pick(other.faces) };
    case 3:
    case 4: {
      const face = pick(person.faces);
      if (face === anchor) return { kind: 'same', a: face, b: face };
      return { kind: 'not-person', face, person: person.id, anchor };
    }
    case 5:
      return { kind: 'name', person: person.id, anchor, name: `Name ${random.below(40)}` };
    case 6:
      return { kind: 'hide', person: person.id, anchor, hidden: true };
    default:
      return { kind: 'not-a-face', face: anchor };
  }
}

/** Facts that the engine's people break, in words; none is the promise. */
function violations(engine: PeopleEngine, log: readonly Fact[], added: ReadonlySet<FaceId>): string[] {
  const { links, excluded, standings, conflicts } = resolveFacts(log);
  const broken: string[] = [];
  const named = [...links.faces()].filter(([face]) => added.has(face) && !excluded.has(face));
  const people = new Map<number, Set<PersonId | null>>();
  for (const [face, set] of named) people.set(set, (people.get(set) ?? new Set()).add(engine.personOf(face)));
  for (const [set, own] of people) {
    if (own.size > 1) broken.push(`set ${set} is one person, not ${[...own].join(' and ')}`);
    for (const [other, theirs] of people) {
      if (other <= set || !links.apart(set, other)) continue;
      for (const person of own)
        if (person !== null && theirs.has(person)) broken.push(`${person} is two people`);
    }
  }
  for (const face of excluded)
    if (added.has(face) && engine.personOf(face) !== null) broken.push(`${face} is no face`);
  const overruled = new Set(conflicts.map((conflict) => conflict.overruled));
  const shown = new Map(engine.people().map((person) => [person.id, person]));
  for (const { anchor, name } of standings) {
    if (!name || overruled.has(name.fact) || excluded.has(name.anchor) || anchor !== name.anchor) continue;
    const standing = shown.get(engine.personOf(anchor)!)?.standing;
    if (!standing || standing.state === 'unnamed') broken.push(`${anchor} lost its name ${name.name}`);
  }
  return broken;
}

describe('random corrections among additions', () => {
  it('break no fact, lose none, survive kills, and are undone exactly', () => {
    const random = seededRandom(11);
    const { faces } = synthetic(size.faces, 5);
    let engine = createPeopleEngine(OPTIONS);
    const log: Fact[] = [];
    const added = new Set<FaceId>();
    let undone = 0;
    const start = Math.floor(size.faces / 4);
    const step = Math.ceil((size.faces - start) / size.corrections);
    for (let at = 0, first = 0; first < faces.length; at++) {
      const batch = faces.slice(first, first + (at === 0 ? start : step));
      first += batch.length;
      engine.add(batch);
      for (const { id } of batch) added.add(id);
      const facts = said(randomStatement(engine, random));
      const before = state(engine);
      engine.correct(facts);
      log.push(...facts);
      expect(violations(engine, log, added)).toEqual([]);
      if (random.below(3) === 0) {
        const back = undo(facts);
        engine.correct(back);
        log.push(...back);
        expect(state(engine)).toEqual(before);
        undone++;
      }
      if (random.below(6) === 0) {
        const live = state(engine);
        engine = createPeopleEngine({ ...OPTIONS, restore: engine.snapshot() });
        expect(engine.correct(log).moved.size).toBe(0);
        expect(state(engine)).toEqual(live);
      }
    }
    expect(violations(engine, log, added)).toEqual([]);
    expect(undone).toBeGreaterThan(5);
  }, 600_000);
});
