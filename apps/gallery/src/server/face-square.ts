import type { Box } from '@kith/core/geometry';

/** The square that shows a face with some hair and shoulder, moved to lie inside the photo; whole pixels. */
export function faceSquare(face: Box, width: number, height: number): Box {
  const around = 1.7;
  const side = Math.max(1, Math.round(Math.min(width, height, around * Math.max(face.width, face.height))));
  const x = face.x + face.width / 2 - side / 2;
  const y = face.y + face.height * 0.48 - side / 2;
  return { x: within(x, width - side), y: within(y, height - side), width: side, height: side };
}

function within(at: number, most: number): number {
  return Math.max(0, Math.min(Math.round(at), most));
}
