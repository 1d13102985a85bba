import type { FivePoints } from './face.js';

/** Where a face looks, guessed from five points. */
export interface Pose {
  /** Degrees clockwise in the picture plane, −180..180; 0 upright. */
  readonly roll: number;
  /** The nose's offset from the middle of the eyes and mouth, in eye distances: 0 frontal, about ±0.5 a profile. */
  readonly yaw: number;
  /** Where the nose lies between eyes (0) and mouth (1): about 0.55 frontal, less looking up, more looking down. */
  readonly pitch: number;
}

/**
 * Pose from the five points, measured along the face's own axes, so that yaw and pitch do not depend on roll.
 * Coarse by nature (one nose point against a plane), good enough to weigh a face by.
 */
export function poseOf(points: FivePoints): Pose {
  const [left, right, nose, mouthLeft, mouthRight] = points;
  const eyes = { x: (left.x + right.x) / 2, y: (left.y + right.y) / 2 };
  const mouth = { x: (mouthLeft.x + mouthRight.x) / 2, y: (mouthLeft.y + mouthRight.y) / 2 };
  // Across the face: the eyes' direction; where a profile folds them together, the normal of eyes to mouth.
  const downX = mouth.x - eyes.x;
  const downY = mouth.y - eyes.y;
  const length = Math.hypot(downX, downY) || 1;
  const across = { x: downY / length, y: -downX / length };
  const size = Math.max(Math.hypot(right.x - left.x, right.y - left.y), length * 0.5);
  const noseX = nose.x - (eyes.x + mouth.x) / 2;
  const noseY = nose.y - (eyes.y + mouth.y) / 2;
  return {
    roll: (Math.atan2(right.y - left.y, right.x - left.x) * 180) / Math.PI,
    yaw: (noseX * across.x + noseY * across.y) / size,
    pitch: ((nose.x - eyes.x) * downX + (nose.y - eyes.y) * downY) / (length * length),
  };
}
