import type { FaceSet } from '../faces/face-set.js';

/** Several libraries as one set to be scored; their people are taken to be different. */
export function joinSets(sets: readonly FaceSet[]): FaceSet {
  const [first] = sets;
  if (!first) throw new Error('expected libraries; got none');
  const vectors = new Float32Array(sets.reduce((n, set) => n + set.vectors.length, 0));
  sets.reduce((at, set) => {
    vectors.set(set.vectors, at);
    return at + set.vectors.length;
  }, 0);
  return {
    ...first,
    photos: sets.reduce((n, set) => n + set.photos, 0),
    faces: sets.flatMap((set) => set.faces),
    missing: sets.flatMap((set) => set.missing),
    vectors,
  };
}

/** Labels found in each library as labels of the joined set: groups of two libraries are never one; −1 stays nobody. */
export function joinLabels(labels: readonly Int32Array[]): Int32Array {
  let next = 0;
  return Int32Array.from(
    labels.flatMap((own) => {
      const from = next;
      next += own.reduce((most, label) => Math.max(most, label), -1) + 1;
      return Array.from(own, (label) => (label < 0 ? -1 : from + label));
    }),
  );
}
