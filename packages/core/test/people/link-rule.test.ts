import { describe, expect, it } from 'vitest';
import { createPeopleEngine, type EngineFace } from '../../src/people/index.js';
import { clearFace, OPTIONS } from './library.js';

/** Three faces that have cosine `within` with each other and `across` with those of another group. */
function group(number: number, within: number, across: number): EngineFace[] {
  return [0, 1, 2].map((face) => {
    const values = new Float32Array(256);
    values[0] = Math.sqrt(across);
    values[1 + number] = Math.sqrt(within - across);
    values[10 + 3 * number + face] = Math.sqrt(1 - within);
    return clearFace(3 * number + face, values);
  });
}

function peopleOfTwoGroups(within: number, across: number): number {
  const engine = createPeopleEngine(OPTIONS);
  engine.add([...group(0, within, across), ...group(1, within, across)]);
  return engine.people().length;
}

describe('two groups', () => {
  it('of one cosine are one person where looks vary, and two where each is alike within', () => {
    expect(peopleOfTwoGroups(0.44, 0.27)).toBe(1);
    expect(peopleOfTwoGroups(0.8, 0.27)).toBe(2);
  });

  it('are never one below the floor, however much looks vary', () => {
    expect(peopleOfTwoGroups(0.44, 0.17)).toBe(2);
  });
});
