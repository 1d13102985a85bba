import type { FivePoints } from './face.js';

/**
 * Whether the face lies on its side or upside down: from the middle of the eyes to the middle of the mouth the way leads
 * sideways or up rather than down. Measured there, not between the eyes, which a profile folds together.
 */
export function isTurned([left, right, , mouthLeft, mouthRight]: FivePoints): boolean {
  const across = mouthLeft.x + mouthRight.x - left.x - right.x;
  const down = mouthLeft.y + mouthRight.y - left.y - right.y;
  return down < Math.abs(across);
}
