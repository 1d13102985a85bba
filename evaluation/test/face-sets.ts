import type { FaceSet } from '../src/faces/face-set.js';
import { halfOf } from '../src/faces/half.js';
import { syntheticKey } from '../src/faces/stream-face-set.js';

/** A set of faces by person name; every face its own photo, vectors at directions of a circle. */
export function faceSet(people: readonly (string | null)[], missing: readonly string[] = []): FaceSet {
  const faces = people.map((person, i) => ({
    id: `${i.toString(16).padStart(16, '0')}.0`,
    photo: `photo-${i}`,
    person,
    half: person === null ? ('tuning' as const) : halfOf(person),
    quality: 0.9,
    takenAt: null,
  }));
  return {
    protocol: 'made-up',
    pack: syntheticKey,
    weightsSha256: '0'.repeat(64),
    photos: faces.length + missing.length,
    dimension: 2,
    faces,
    vectors: Float32Array.from(faces.flatMap((_, i) => [Math.cos(i), Math.sin(i)])),
    missing: missing.map((person, i) => ({ photo: `missing-${i}`, person, half: halfOf(person) })),
  };
}
