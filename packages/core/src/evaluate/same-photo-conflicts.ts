import type { Labels } from './labels.js';

/**
 * Faces beyond the first of the same group in the same photo: each is a person who is twice in one picture.
 * `photos[i]` is the number of the photo of item i. O(items).
 */
export function samePhotoConflicts(photos: Int32Array, found: Labels): number {
  const seen = new Set<string>();
  let conflicts = 0;
  for (let i = 0; i < found.length; i++) {
    if (found[i]! < 0) continue;
    const key = `${photos[i]}/${found[i]}`;
    if (seen.has(key)) conflicts++;
    seen.add(key);
  }
  return conflicts;
}
