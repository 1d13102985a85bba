/**
 * What one batch did to the faces that were there before it. `claimed` (nobody's before, somebody's now) is
 * progress; `moved` and `released` are what a user sees as restlessness.
 */
export interface Churn {
  readonly faces: number;
  readonly claimed: number;
  readonly moved: number;
  readonly released: number;
  /** (moved + released) / faces, 0 when there were none. */
  readonly share: number;
}

/**
 * Compares the person of every face before and after; a person is the same while its id is. Faces absent from
 * `after` (removed) are left out. O(faces).
 */
export function churn<P>(before: ReadonlyMap<string, P | null>, after: ReadonlyMap<string, P | null>): Churn {
  const count = { faces: 0, claimed: 0, moved: 0, released: 0 };
  for (const [face, was] of before) {
    const is = after.get(face);
    if (is === undefined) continue;
    count.faces++;
    if (was === is) continue;
    count[was === null ? 'claimed' : is === null ? 'released' : 'moved']++;
  }
  const restless = count.moved + count.released;
  return { ...count, share: count.faces > 0 ? restless / count.faces : 0 };
}
