import { describe, expect, it } from 'vitest';
import { createPeopleEngine, type EngineFace } from '../../src/people/index.js';
import { clearFace, OPTIONS } from './library.js';

/** A face that has cosine `person` with all others and `person + look` with those of its look. */
function face(number: number, look: number, person: number, ofLook: number): EngineFace {
  const values = new Float32Array(256);
  values[0] = Math.sqrt(person);
  values[1 + look] = Math.sqrt(ofLook);
  values[10 + number] = Math.sqrt(1 - person - ofLook);
  return clearFace(number, values);
}

const mixed = (faces: readonly EngineFace[]) => {
  const engine = createPeopleEngine(OPTIONS);
  engine.add(faces);
  return { engine, found: engine.suggestions(10).filter(({ kind }) => kind === 'mixed') };
};

describe('suggestions for mixed people', () => {
  it('ask about a person who falls into two groups, and give the groups', () => {
    const faces = Array.from({ length: 9 }, (_, i) => face(i, i < 5 ? 0 : 1, 0.29, 0.14));
    const { engine, found } = mixed(faces);
    expect(engine.people()).toHaveLength(1);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ person: engine.people()[0]!.id });
    const groups = found[0]!.kind === 'mixed' ? found[0]!.groups : [];
    expect(groups.map((group) => group.length)).toEqual([5, 4]);
    expect(new Set(groups[1])).toEqual(new Set(faces.slice(5).map(({ id }) => id)));
    expect(found[0]!.reason).toContain('groups of 5 and 4');
  });

  it('leave alone a person whose faces are all alike, and one that the user joined', () => {
    expect(mixed(Array.from({ length: 9 }, (_, i) => face(i, 0, 0.29, 0.14))).found).toEqual([]);
    const faces = Array.from({ length: 9 }, (_, i) => face(i, i < 5 ? 0 : 1, 0.29, 0.14));
    const { engine } = mixed(faces);
    const statement = { kind: 'same', a: faces[0]!.id, b: faces[8]!.id } as const;
    engine.correct([{ id: 'f1' as never, at: 1, action: 'merge', statement }]);
    expect(engine.suggestions(10).filter(({ kind }) => kind === 'mixed')).toEqual([]);
  });
});
