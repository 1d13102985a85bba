import type { Box } from '@kith/core/geometry';

/** A square around the face with a margin, in whole pixels inside a picture that is `scale` times the photo. */
export function faceSquare(box: Box, scale: number, picture: { width: number; height: number }) {
  const side = Math.max(
    1,
    Math.min(picture.width, picture.height, Math.round(Math.max(box.width, box.height) * scale * margin)),
  );
  const within = (centre: number, length: number) =>
    Math.min(Math.max(0, Math.round(centre * scale - side / 2)), length - side);
  return {
    left: within(box.x + box.width / 2, picture.width),
    top: within(box.y + box.height / 2, picture.height),
    width: side,
    height: side,
  };
}

const margin = 1.5;
