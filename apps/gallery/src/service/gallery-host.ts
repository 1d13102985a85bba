import type { FaceId } from '@kith/core/faces';
import type { PhotoId } from '@kith/core/photo';
import type { ScanControl as CoreScanControl, Library } from '@kith/core/pipeline';
import type { Store } from '@kith/core/ports';
import type { About, ThresholdPreview } from '../api/outputs.js';

/** How the gallery starts and follows a scan. The scan itself belongs to whoever opened the library. */
export interface ScanControl
  extends Pick<CoreScanControl<never>, 'status' | 'summary' | 'pause' | 'resume' | 'cancel' | 'subscribe'> {
  /** Rejects with a sentence when the folder is not one. Settles once the scan is under way, not when it ends. */
  start(folder?: string): Promise<void>;
}

/** Moving what the user said in and out. Absent members are not offered. */
export interface Exchange {
  readonly exportJson?: () => Promise<string>;
  readonly importJson?: (text: string) => Promise<{ applied: number; unmatched: number }>;
  readonly exportSidecars?: () => Promise<{ written: number }>;
  readonly importSidecars?: () => Promise<{ read: number; named: number }>;
}

/** All that the gallery needs from the process, or the page, that it runs in. */
export interface GalleryHost {
  readonly library: Library;
  readonly store: Store;
  readonly scan: ScanControl;
  readonly exchange?: Exchange;
  readonly about: () => Omit<About, 'agreed' | 'photos'>;
  /** Which settings of the analysis the host follows; others are not shown. */
  readonly follows?: readonly ('pack' | 'backend' | 'batch')[];
  readonly packs?: () => Promise<readonly string[]>;
  /** Resident memory in MiB, where the platform tells. */
  readonly memoryMb?: () => number | null;
  /** What the backend's self-test said. */
  readonly selfTest?: () => string | null;
  /** Analyses a face that the user has drawn, so that it joins the people at once. Rejects with a reason for the user. */
  readonly analyseDrawn?: (drawn: { readonly face: FaceId; readonly photo: PhotoId }) => Promise<void>;
  readonly previewThreshold?: (cosine: number) => Promise<ThresholdPreview>;
  /** Called after what was computed, or everything, has been deleted; the library is to be opened anew. */
  readonly reopen?: () => Promise<Library>;
}
