import type { FaceId } from '@kith/core/faces';
import type { PersonId } from '@kith/core/people';
import type { ScanSummary } from '@kith/core/pipeline';

export interface Insight {
  readonly counts: {
    readonly photos: number;
    readonly pending: number;
    readonly failed: number;
    readonly faces: number;
    readonly people: number;
    readonly named: number;
    readonly undecided: number;
  };
  /** People by number of faces: `from` ≤ faces < next row's `from`. */
  readonly sizes: readonly { readonly from: number; readonly people: number }[];
  /** Cosine distances 1 − cos, 0..2, over a sample of people; null with fewer than two people. */
  readonly distances: {
    readonly intraMedian: number;
    readonly nearestInterMedian: number;
    readonly people: number;
  } | null;
  /** Faces whose person changed in the last scan, of those that had one before; null before a second scan. */
  readonly churn: { readonly moved: number; readonly of: number } | null;
  readonly summary: ScanSummary | null;
  readonly memoryMb: number | null;
  readonly selfTest: string | null;
}

export interface FaceMap {
  readonly faces: readonly {
    readonly face: FaceId;
    readonly person: PersonId | null;
    readonly name: string | null;
  }[];
  readonly dimension: number;
  /** Unit vectors in the order of `faces`, little-endian float32, base64. */
  readonly vectors: string;
}
