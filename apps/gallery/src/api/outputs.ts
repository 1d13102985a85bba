import type { FaceId } from '@kith/core/faces';
import type { FactConflict, PersonId } from '@kith/core/people';
import type { PhotoId } from '@kith/core/photo';
import type { AnalysisSettings, GroupingChange, ScanSummary } from '@kith/core/pipeline';

/** What this installation is and how photos come into it. */
export interface About {
  readonly mode: 'server' | 'browser';
  readonly version: string;
  /** Whether the user has agreed that faces are analysed here. */
  readonly agreed: boolean;
  /** `path`: a folder is named by its path; `picker`: chosen in the page. */
  readonly source: 'path' | 'picker';
  /** Photos that the library knows; 0 is a library to begin with. */
  readonly photos: number;
  readonly folders: readonly string[];
  /** The folder that the library itself lies in; null inside a browser. */
  readonly place: string | null;
  readonly pack: string | null;
  readonly backend: string | null;
}

export interface PersonCard {
  readonly id: PersonId;
  readonly name: string | null;
  readonly hidden: boolean;
  /** Unnamed and seen in few photos (setting `strangersUpTo`). */
  readonly stranger: boolean;
  readonly photos: number;
  readonly faces: number;
  readonly cover: FaceId;
}

export interface PersonDetail extends PersonCard {
  readonly born: string | null;
  /** Mean cosine to the person's centre, 0..1. */
  readonly cohesion: number;
  /** The engine's tight sub-groups, largest first; at most 200 faces of each. */
  readonly groups: readonly { readonly size: number; readonly faces: readonly FaceId[] }[];
}

export interface PersonFace {
  readonly face: FaceId;
  readonly photo: PhotoId;
  readonly takenAt: number | null;
  readonly quality: number;
}

export interface Page<T> {
  readonly total: number;
  readonly items: readonly T[];
}

export interface PhotoCard {
  readonly photo: PhotoId;
  readonly takenAt: number | null;
  readonly width: number;
  readonly height: number;
}

/** A rectangle as shares 0..1 of the photo's width and height. */
export interface ShareBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PhotoFace {
  readonly face: FaceId;
  readonly box: ShareBox;
  readonly person: PersonId | null;
  readonly name: string | null;
  readonly score: number;
  readonly quality: number;
  /** Drawn by the user and not analysed yet. */
  readonly waiting: boolean;
}

export interface PhotoDetail extends PhotoCard {
  readonly file: string;
  readonly faces: readonly PhotoFace[];
}

export interface FaceExplanation {
  readonly sentence: string;
  readonly nearest: readonly {
    readonly face: FaceId;
    readonly person: PersonId | null;
    readonly name: string | null;
    readonly cosine: number;
  }[];
}

/** `action` names what `undo` takes back. */
export interface Changed {
  readonly action: string | null;
  readonly moved: number;
  readonly conflicts: readonly FactConflict[];
}

export interface Side {
  readonly person: PersonId;
  readonly name: string | null;
  readonly photos: number;
  readonly faces: readonly FaceId[];
}

export type Question =
  | {
      readonly kind: 'same-person';
      readonly key: string;
      readonly a: Side;
      readonly b: Side;
      readonly gain: number;
      readonly reason: string;
    }
  | {
      readonly kind: 'still-them';
      readonly key: string;
      readonly face: FaceId;
      readonly person: Side;
      readonly gain: number;
      readonly reason: string;
    }
  | {
      readonly kind: 'mixed';
      readonly key: string;
      readonly person: Side;
      readonly groups: readonly (readonly FaceId[])[];
      readonly gain: number;
      readonly reason: string;
    }
  | {
      readonly kind: 'undecided';
      readonly key: string;
      readonly face: FaceId;
      readonly candidates: readonly Side[];
      readonly gain: number;
      readonly reason: string;
    };

export interface Review {
  /** Questions known now; `items` holds the first of them. */
  readonly remaining: number;
  readonly items: readonly Question[];
}

export interface HistoryCard {
  readonly action: string;
  readonly at: number;
  readonly sentence: string;
  readonly undone: boolean;
}

export interface FailedCard {
  readonly photo: PhotoId;
  readonly file: string;
  readonly reason: string;
  readonly kind: 'transient' | 'permanent';
  readonly attempts: number;
}

export interface Settings extends AnalysisSettings {
  /** Ids of model packs: the one in use, and those to choose from. */
  readonly pack: string;
  readonly packs: readonly string[];
  readonly strangersUpTo: number;
  /** Whether XMP sidecars beside the photos are at hand; inside a browser the user opens their folder to the page. */
  readonly sidecars: boolean;
}

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

/** What another likeness would make of the people; `joined` and `parted` hold the first of `joins` and `parts`. */
export interface ThresholdPreview extends GroupingChange {
  readonly joins: number;
  readonly parts: number;
}

export type { ScanStatus } from '@kith/core/pipeline';
export type { XmpExported as SidecarsWritten, XmpImported as SidecarsRead } from '@kith/exchange';
