import { describe, expect, it } from 'vitest';
import type { FaceId } from '../../src/faces/index.js';
import { createPeopleEngine, type EngineFace, type PeopleEngine } from '../../src/people/index.js';
import { clearFace, OPTIONS, said } from './library.js';

/** A face that has cosine `.8 · first` with the faces of one person and `.8 · second` with those of another. */
function face(number: number, first: number, second: number): EngineFace {
  const values = new Float32Array(256);
  values[0] = first;
  values[1] = second;
  values[10 + number] = Math.sqrt(1 - first * first - second * second);
  return clearFace(number, values);
}

const ones = [0, 1, 2].map((number) => face(number, 0.8, 0));
const others = [3, 4, 5, 6].map((number) => face(number, 0, 0.8));

/** Two people, of three faces and of `size`, and then a face. */
function between(first: number, second: number, size = 3): { engine: PeopleEngine; asked: FaceId } {
  const engine = createPeopleEngine(OPTIONS);
  engine.add([...ones, ...others.slice(0, size)]);
  const asked = face(9, first, second);
  engine.add([asked]);
  return { engine, asked: asked.id };
}

function sentence(first: number, second: number, size = 3): string {
  const { engine, asked } = between(first, second, size);
  return engine.explain(asked).sentence;
}

describe('the sentence that explains a face', () => {
  it('calls the next person clearly less like it only where the margin holds', () => {
    expect(sentence(0.7, 0.4)).toContain(
      'An unnamed person with 3 pictures looks like this face too, but clearly less.',
    );
    expect(sentence(0.6, 0.55)).toContain(
      'An unnamed person with 3 pictures looks nearly as much like this face.',
    );
  });

  it('counts the clear pictures that the face is close to', () => {
    expect(sentence(0.7, 0.4)).toContain('it is close to all 3 other clear pictures of them.');
    const engine = createPeopleEngine(OPTIONS);
    engine.add([ones[0]!, ones[1]!]);
    expect(engine.explain(ones[0]!.id).sentence).toContain('the one other clear picture of them.');
  });

  it('says so when another person is as much like it as its own', () => {
    const { engine, asked } = between(0.55, 0.65);
    const before = engine.personOf(asked);
    engine.correct(said({ kind: 'different', a: asked, b: others[0]!.id }));
    expect(engine.personOf(asked)).not.toBe(before);
    expect(engine.explain(asked).sentence).toContain(
      'An unnamed person with 3 pictures looks at least as much like this face: please check who it is.',
    );
  });

  it('speaks of nobody else where nobody else is near', () => {
    expect(sentence(0.8, 0)).toContain('Nobody else here looks like it.');
  });

  it('tells two unnamed people of as many pictures apart', () => {
    const text = sentence(0.7, 0.4, 4);
    expect(text).toContain('This looks like an unnamed person with 4 pictures:');
    expect(text).toContain('Another unnamed person with 4 pictures looks like this face too,');
  });

  it('tells two people of one name apart', () => {
    const { engine, asked } = between(0.7, 0.4);
    const named = [ones[0]!.id, others[0]!.id].map((anchor) => {
      const person = engine.personOf(anchor)!;
      return { kind: 'name', person, anchor, name: 'Anna' } as const;
    });
    engine.correct(said(...named));
    expect(new Set(named.map(({ anchor }) => engine.personOf(anchor))).size).toBe(2);
    const text = engine.explain(asked).sentence;
    expect(text).toContain('This looks like Anna:');
    expect(text).toContain('Another person called Anna looks like this face too,');
  });
});
