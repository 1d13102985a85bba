import type { Half } from './half.js';

/** A face as the pipeline gave it, and whom it shows by the labels (null: nobody is named there). */
export interface SetFace {
  readonly id: string;
  readonly photo: string;
  readonly person: string | null;
  readonly half: Half;
  readonly quality: number;
  /** Milliseconds since 1970, or null. */
  readonly takenAt: number | null;
}

/** A labelled photo without a face found: scored as a face that nobody claims. */
export interface MissingFace {
  readonly photo: string;
  readonly person: string;
  readonly half: Half;
}

/** Faces of a protocol in order of arrival, with their vectors. */
export interface FaceSet {
  readonly protocol: string;
  /** The model key of the vectors. */
  readonly pack: string;
  readonly weightsSha256: string;
  readonly photos: number;
  readonly dimension: number;
  readonly faces: readonly SetFace[];
  /** faces × dimension, row-major, unit length. */
  readonly vectors: Float32Array;
  readonly missing: readonly MissingFace[];
}

/** The faces of one half as a library of its own; the whole set when none is named. */
export function takeHalf(set: FaceSet, half: Half | null): FaceSet {
  if (half === null) return set;
  return reorder(
    { ...set, missing: set.missing.filter((m) => m.half === half) },
    [...set.faces.keys()].filter((i) => set.faces[i]!.half === half),
  );
}

/** The faces at these positions, in that order. `photos` counts those left. */
export function reorder(set: FaceSet, order: readonly number[]): FaceSet {
  const d = set.dimension;
  const vectors = new Float32Array(order.length * d);
  order.forEach((from, to) => {
    vectors.set(set.vectors.subarray(from * d, from * d + d), to * d);
  });
  const faces = order.map((i) => set.faces[i]!);
  const photos = new Set([...faces, ...set.missing].map((f) => f.photo)).size;
  return { ...set, faces, vectors, photos };
}
