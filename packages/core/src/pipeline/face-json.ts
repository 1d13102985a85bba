import type { Face } from '../faces/index.js';
import type { PhotoPoint } from '../geometry/index.js';
import type { PersonId } from '../people/index.js';

/** A face as JSON shows it; the keys are stable. Pixels of the upright photo. `photo` is relative to its root. */
export function faceJson(face: Face, photo: string | null, person: PersonId | null) {
  const { x, y, width, height } = face.box;
  return {
    id: face.id,
    photo,
    box: { x: round(x), y: round(y), width: round(width), height: round(height) },
    points: face.points.map(pair),
    landmarks: face.landmarks?.map(pair) ?? null,
    score: round(face.score, 4),
    quality: round(face.quality, 4),
    person,
  };
}

const pair = (p: PhotoPoint) => [round(p.x), round(p.y)] as const;

function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}
