import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/evaluate/index.js';
import type { FaceId } from '../../src/faces/index.js';
import type { EngineFace } from '../../src/people/index.js';
import type { PhotoId } from '../../src/photo/index.js';
import { filled, synthetic } from './library.js';

/** The face again in another photo, its vector turned by about two degrees: another size, another JPEG. */
function copyOf(face: EngineFace, copy: number, random: ReturnType<typeof seededRandom>): EngineFace {
  const values = face.vector.values.map((value) => value + (0.03 * random.normal()) / 16);
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  const of = (id: string): string => `${copy.toString(16).padStart(2, '0')}${id.slice(2)}`;
  return {
    ...face,
    id: of(face.id) as FaceId,
    photo: of(face.photo) as PhotoId,
    vector: { ...face.vector, values: values.map((value) => value / length) },
  };
}

describe('a library of copies', () => {
  it('has the people of the library that was copied, with all their faces', () => {
    const { faces } = synthetic(300, 3);
    const random = seededRandom(4);
    const copies = Array.from({ length: 8 }, (_, copy) => faces.map((face) => copyOf(face, copy, random)));
    const once = filled(faces).people();
    const often = filled(copies.flat()).people();
    // A stranger seen once is somebody when seen eight times; nobody with more faces is lost or divided.
    const large = often.filter((person) => person.faces.length >= 3 * copies.length);
    const known = once.filter((person) => person.faces.length >= 3);
    expect(Math.abs(large.length - known.length)).toBeLessThanOrEqual(1);
    const inLarge = (people: typeof once): number => people.reduce((sum, { faces }) => sum + faces.length, 0);
    expect(inLarge(large) / copies.length / inLarge(known)).toBeGreaterThan(0.97);
  });
});
