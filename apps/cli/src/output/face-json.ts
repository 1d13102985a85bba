import type { Face } from '@kith/core/faces';
import type { PhotoPoint } from '@kith/core/geometry';
import type { PersonId } from '@kith/core/people';

/** A face as `--json` shows it; the keys are stable. Pixels of the upright photo. `photo` is relative to its root. */
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
