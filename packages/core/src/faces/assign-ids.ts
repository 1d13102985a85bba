import { boxIou } from '../geometry/index.js';
import type { PhotoId } from '../photo/index.js';
import type { Detection, Face, FaceId } from './face.js';

/**
 * Gives each detection its face id. Known faces pass their id to the detection that overlaps them most (IoU at
 * least `minIou`, best pairs first, each used once); the others get the next free ordinals by falling score.
 * Deterministic: ties go to the earlier known face and detection.
 */
export function assignIds(
  photo: PhotoId,
  detections: readonly Detection[],
  known: readonly Pick<Face, 'id' | 'box'>[],
  minIou = 0.4,
): FaceId[] {
  const ids = matchKnown(detections, known, minIou);
  let next = 1 + known.reduce((most, face) => Math.max(most, ordinalOf(face.id)), -1);
  const order = detections.map((_, i) => i).sort((a, b) => detections[b]!.score - detections[a]!.score);
  for (const i of order) ids[i] ??= `${photo.slice(0, 16)}.${next++}` as FaceId;
  return ids as FaceId[];
}

function matchKnown(
  detections: readonly Detection[],
  known: readonly Pick<Face, 'id' | 'box'>[],
  minIou: number,
): (FaceId | undefined)[] {
  const pairs = known
    .flatMap((face, k) => detections.map((d, i) => ({ k, i, iou: boxIou(face.box, d.box) })))
    .filter((pair) => pair.iou >= minIou)
    .sort((a, b) => b.iou - a.iou);
  const ids: (FaceId | undefined)[] = detections.map(() => undefined);
  const taken = new Set<number>();
  for (const { k, i } of pairs) {
    if (taken.has(k) || ids[i] !== undefined) continue;
    taken.add(k);
    ids[i] = known[k]!.id;
  }
  return ids;
}

/** The number after the last dot; −1 for an id of another make. */
function ordinalOf(id: FaceId): number {
  const ordinal = Number(id.slice(id.lastIndexOf('.') + 1));
  return Number.isInteger(ordinal) ? ordinal : -1;
}
