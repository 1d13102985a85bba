import type { FaceId } from '@kith/core/faces';
import type { PhotoId } from '@kith/core/photo';
import type {
  AnalysisSettings,
  ScanControl as CoreScanControl,
  GroupingChange,
  OpenLibrary,
} from '@kith/core/pipeline';
import type { Store } from '@kith/core/ports';
import type { About, SidecarsRead, SidecarsWritten } from '../api/outputs.js';

/** How the gallery starts and follows a scan. The scan itself belongs to whoever opened the library. */
export interface ScanControl
  extends Pick<CoreScanControl<never>, 'status' | 'summary' | 'pause' | 'resume' | 'cancel' | 'subscribe'> {
  /** Rejects with a sentence when the folder is not one. Settles once the scan is under way, not when it ends. */
  start(folder?: string): Promise<void>;
}

/** Moving names in and out of files beside the photos. */
export interface Exchange {
  readonly exportSidecars: () => Promise<SidecarsWritten>;
  readonly importSidecars: () => Promise<SidecarsRead>;
}

/** With what photos are analysed and how faces are grouped. */
export interface AnalysisControl {
  current(): AnalysisSettings & { readonly pack: string };
  /** Ids of the packs to choose from; one alone is no choice. */
  packs(): Promise<readonly string[]>;
  /**
   * Analyses and groups so from now on. Never called while a scan runs. Rejects with a sentence, leaving all as it
   * was, when that cannot be.
   */
  change(update: Partial<AnalysisSettings & { readonly pack: string }>): Promise<OpenLibrary>;
  /** How the people would change with another `likeness`. Rejects with an AbortError once aborted. */
  preview(likeness: number, signal: AbortSignal): Promise<GroupingChange>;
}

/** All that the gallery needs from the process, or the page, that it runs in. */
export interface GalleryHost {
  readonly library: OpenLibrary;
  readonly store: Store;
  readonly scan: ScanControl;
  readonly exchange?: Exchange;
  readonly about: () => Omit<About, 'agreed' | 'photos'>;
  readonly analysis: AnalysisControl;
  /** Resident memory in MiB, where the platform tells. */
  readonly memoryMb?: () => number | null;
  /** What the backend's self-test said. */
  readonly selfTest?: () => string | null;
  /** Analyses a face that the user has drawn, so that it joins the people at once. Rejects with a reason for the user. */
  readonly analyseDrawn: (drawn: { readonly face: FaceId; readonly photo: PhotoId }) => Promise<void>;
  /** How many analysed photos no picture can be shown of here: the library comes from another device. */
  readonly unseen: () => Promise<number>;
  /** Called after what was computed, or everything, has been deleted; the library is to be opened anew. */
  readonly reopen?: () => Promise<OpenLibrary>;
}
