import type { FaceId } from '@kith/core/faces';
import type { PhotoId } from '@kith/core/photo';
import type { z } from 'zod';
import type { Inputs, Operation } from './inputs.js';
import type * as out from './outputs.js';

/** What each operation gives. */
export interface Outputs {
  about: out.About;
  agree: out.About;
  people: readonly out.PersonCard[];
  /** Null for one who is no more: merged into another, or without a face left. */
  person: out.PersonDetail | null;
  personFaces: out.Page<out.PersonFace>;
  /** Faces that belong to nobody yet, the clearest first. */
  nobody: out.Page<out.PersonFace>;
  photos: out.Page<out.PhotoCard>;
  photo: out.PhotoDetail;
  explain: out.FaceExplanation;
  name: out.Changed;
  merge: out.Changed;
  split: out.Changed;
  assign: out.Changed;
  notThisPerson: out.Changed;
  nameFace: out.Changed;
  notAFace: out.Changed;
  hide: out.Changed;
  cover: out.Changed;
  born: out.Changed;
  /** `reason`: why it could not be analysed now; the next scan does it. */
  draw: { readonly face: FaceId; readonly analysed: boolean; readonly reason: string | null };
  review: out.Review;
  answerSame: out.Changed;
  confirmFaces: out.Changed;
  history: readonly out.HistoryCard[];
  undo: out.Changed;
  /** Photos that no picture can be shown of until their folder is scanned on this device. */
  unseen: { readonly photos: number };
  failed: readonly out.FailedCard[];
  retryFailed: { readonly photos: number };
  settings: out.Settings;
  saveSettings: out.Settings;
  insight: out.Insight;
  faceMap: out.FaceMap;
  previewThreshold: out.ThresholdPreview;
  scan: out.ScanStatus;
  scanStart: out.ScanStatus;
  scanPause: out.ScanStatus;
  scanResume: out.ScanStatus;
  scanCancel: out.ScanStatus;
  exportJson: { readonly text: string };
  importJson: { readonly applied: number; readonly unmatched: number };
  exportSidecars: out.SidecarsWritten;
  importSidecars: out.SidecarsRead;
  deleteComputed: { readonly done: true };
  deleteEverything: { readonly done: true };
}

/** Operations as the page calls them (inputs before defaults are filled in). */
export type Calls = {
  readonly [K in Operation]: (input: z.input<Inputs[K]>) => Promise<Outputs[K]>;
};

/** Operations as a server or worker implements them (inputs checked and complete). */
export type Handlers = {
  readonly [K in Operation]: (input: z.output<Inputs[K]>) => Promise<Outputs[K]>;
};

/** `changed`: people or faces may look different now. Sent after a batch and after a correction. */
export type GalleryEvent =
  | { readonly kind: 'scan'; readonly status: out.ScanStatus }
  | { readonly kind: 'changed' };

/** Where a picture is: an address at once, or bytes that must be fetched and then released. */
export type Picture =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'blob'; readonly load: () => Promise<Blob> };

/** All that the page knows of the library behind it; one implementation over HTTP, one inside the page. */
export interface GalleryApi extends Calls {
  subscribe(listener: (event: GalleryEvent) => void): () => void;
  /** `side`: pixels wanted along the longer side. */
  facePicture(face: FaceId, side: number): Picture;
  photoPicture(photo: PhotoId, side: number): Picture;
  /** Browser only: takes files from a picker and starts a scan. */
  readonly addFiles?: (files: readonly File[]) => Promise<void>;
  /** Browser only: scans a folder that the user has opened to the page. */
  readonly addFolder?: (folder: FileSystemDirectoryHandle) => Promise<void>;
  /**
   * Browser only: names into the sidecars of a folder's photos where the user lets the page write, else, or where a zip is
   * wished, into an archive (null when there is nothing to put into it).
   */
  readonly writeSidecars?: (
    photos: FileSystemDirectoryHandle | readonly File[],
    asZip: boolean,
  ) => Promise<out.SidecarsWritten & { readonly zip: Blob | null }>;
  /** Browser only: names out of sidecars that lie beside their photos. */
  readonly readSidecars?: (photos: FileSystemDirectoryHandle | readonly File[]) => Promise<out.SidecarsRead>;
  /** Browser only: the library's SQLite file. */
  readonly exportFile?: () => Promise<Blob>;
  /** Browser only: puts a library file in the place of the library. The page is to be loaded again afterwards. */
  readonly importFile?: (file: File) => Promise<void>;
}
