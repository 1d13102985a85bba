import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/evaluate/random.js';
import { agglomerate } from '../../src/people/agglomerate.js';
import type { Unit } from '../../src/people/agglomeration-rule.js';
import { noMeans } from '../../src/people/means.js';
import { direction } from '../../src/vectors/index.js';

const RULE = { floor: 0.2, required: () => 0.5, apart: () => false };

/** So many faces in people of `each`, every one a neighbour of a few of its own and of strangers. */
function faces(count: number, each: number, dimension: number): Unit[] {
  const random = seededRandom(7);
  const noise = () => Float32Array.from({ length: dimension }, () => random.normal());
  const people = Array.from({ length: Math.ceil(count / each) }, noise);
  return Array.from({ length: count }, (_, number) => {
    const person = people[Math.floor(number / each)]!;
    const sum = direction(noise().map((v, i) => person[i]! + 0.7 * v));
    const own = [1, 2, 3, 5, 8].map((step) => number - step).filter((other) => other >= 0);
    const strangers = Array.from({ length: 4 }, () => random.below(count)).filter(
      (other) => other !== number,
    );
    return { sum: () => sum, size: 1, near: [...own, ...strangers], sets: [], late: false, frozen: false };
  });
}

describe('agglomerate', () => {
  it('makes the same groups with maps as with arrays', () => {
    const units = faces(400, 16, 64);
    const groups = agglomerate(units, RULE);
    expect(groups.length).toBeLessThan(60);
    expect(agglomerate(units, RULE, 0)).toEqual(groups);
  });

  it('takes maps where arrays would fill the memory', () => {
    expect(noMeans(2048)).toBeInstanceOf(Float64Array);
    expect(noMeans(2049)).toBeInstanceOf(Map);
    const groups = agglomerate(faces(4_000, 50, 64), RULE);
    expect(groups.flat()).toHaveLength(4_000);
    expect(groups.length).toBeLessThan(400);
  });
});
