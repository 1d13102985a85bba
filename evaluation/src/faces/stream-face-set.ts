import { type StreamFace, type StreamOptions, syntheticStream } from '@kith/core/evaluate';
import type { FaceSet } from './face-set.js';

/** The model key of synthetic vectors. */
export const syntheticKey = 'synthetic/0000000000000000/1';

/** A synthetic library in memory, for sizes that peers can take. A person is in the reporting half. */
export function streamFaceSet(options: Partial<StreamOptions>): FaceSet {
  const drawn = [...syntheticStream(options)].flat();
  const dimension = drawn[0]!.vector.length;
  const vectors = new Float32Array(drawn.length * dimension);
  drawn.forEach((face, i) => {
    vectors.set(face.vector, i * dimension);
  });
  return {
    protocol: `stream-${drawn.length}`,
    pack: syntheticKey,
    weightsSha256: '0'.repeat(64),
    photos: new Set(drawn.map((f) => f.photo)).size,
    dimension,
    faces: drawn.map(toSetFace),
    vectors,
    missing: [],
  };
}

function toSetFace(face: StreamFace) {
  const { id, photo, person, quality, takenAt } = face;
  return { id, photo, person: `s${person}`, half: 'reporting' as const, quality, takenAt };
}

/**
 * Cosines of synthetic vectors of quality ≥ .5, as `kith eval calibrate` measures a pack: all pairs in a library of
 * 5,000 faces and seed 99, which is not reported on.
 */
export const syntheticCalibration = {
  cosineAtFalseMatchRate: { '1e-2': 0.1625, '1e-3': 0.2189, '1e-4': 0.2866, '1e-5': 0.3403 },
  cosineAtFalseNonMatchRate: { '5e-2': 0.4191 },
} as const;

/** The generator's quality below which a synthetic face is too blurred to link; its scale is not a pack's. */
export const syntheticClustering = { quality: 0.6 } as const;
