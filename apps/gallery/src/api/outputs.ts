import type { FaceId } from '@kith/core/faces';
import type { FactConflict, PersonId } from '@kith/core/people';
import type { PhotoId } from '@kith/core/photo';
import type { AnalysisSettings, GroupingChange } from '@kith/core/pipeline';

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

/** What another likeness would make of the people; `joined` and `parted` hold the first of `joins` and `parts`. */
export interface ThresholdPreview extends GroupingChange {
  readonly joins: number;
  readonly parts: number;
}

export type { ScanStatus } from '@kith/core/pipeline';
export type { XmpExported as SidecarsWritten, XmpImported as SidecarsRead } from '@kith/exchange';
export type { FaceMap, Insight } from './insight.js';
export type { Question, Review, Side } from './review.js';
