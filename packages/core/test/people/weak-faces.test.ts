import { describe, expect, it } from 'vitest';
import type { Score } from '../../src/faces/index.js';
import { createPeopleEngine, type EngineFace, type PeopleEngine } from '../../src/people/index.js';
import { clearFace, OPTIONS } from './library.js';

/** A unit vector of these first components. */
function unit(...components: readonly number[]): Float32Array {
  const values = new Float32Array(256);
  values.set(components);
  const length = Math.hypot(...components);
  return values.map((value) => value / length);
}

const SIDE = Math.sqrt(1 - 0.15 ** 2);
/** Two looks of a person that are not alike, one that is like both, and a poor face as near to the first two and far from the third. */
const one = clearFace(1, unit(1, 0, 0));
const other = clearFace(2, unit(0.15, SIDE, 0));
const between = clearFace(3, unit(0.9 * 1.15, 0.9 * SIDE, -0.436 * Math.hypot(1.15, SIDE)));
const poor: EngineFace = {
  ...clearFace(4, unit(0.528 * 1.15, 0.528 * SIDE, 0.849 * Math.hypot(1.15, SIDE))),
  quality: 0.2 as Score,
};

const together = (engine: PeopleEngine): boolean =>
  engine.personOf(one.id) !== null && engine.personOf(one.id) === engine.personOf(other.id);

describe('a low-quality face', () => {
  it('waits between two people, and follows them once they turn out to be one', () => {
    const engine = createPeopleEngine(OPTIONS);
    engine.add([one, other, poor]);
    expect(together(engine)).toBe(false);
    expect(engine.personOf(poor.id)).toBeNull();
    engine.add([between]);
    expect(together(engine)).toBe(true);
    expect(engine.personOf(poor.id)).toBe(engine.personOf(one.id));
  });

  it('waits again when they turn out to be two, by a face that is gone', () => {
    const engine = createPeopleEngine(OPTIONS);
    engine.add([one, other, between, poor]);
    expect(engine.personOf(poor.id)).toBe(engine.personOf(one.id));
    engine.remove([between.id]);
    expect(together(engine)).toBe(false);
    expect(engine.personOf(poor.id)).toBeNull();
  });

  it('is where another order would have put it', () => {
    const faces = [one, other, between, poor];
    for (const order of [
      [3, 2, 1, 0],
      [0, 3, 1, 2],
      [1, 3, 2, 0],
      [3, 0, 1, 2],
    ]) {
      const engine = createPeopleEngine(OPTIONS);
      for (const at of order) engine.add([faces[at]!]);
      expect(engine.personOf(poor.id)).toBe(engine.personOf(one.id));
      expect(together(engine)).toBe(true);
    }
  });
});
