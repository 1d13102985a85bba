import type { Backend } from '../models/index.js';
import type { ModelKey } from '../vectors/index.js';

export interface StageFigures {
  /** Per piece of work (a photo for decode, a batch divided by its photos elsewhere), milliseconds. */
  readonly medianMs: number;
  readonly p95Ms: number;
  /** Total of the stage divided by photos. */
  readonly perPhotoMs: number;
  readonly count: number;
}

/** The keys are stable: scripts read them. */
export interface ScanSummary {
  readonly photos: {
    /** Known below the folders scanned; after a cancel, without the files that were not read yet. */
    readonly seen: number;
    readonly indexed: number;
    readonly unchanged: number;
    readonly failed: number;
    readonly missing: number;
  };
  readonly faces: number;
  readonly people: number;
  readonly stages: Readonly<
    Record<'decode' | 'detect' | 'landmarks' | 'align' | 'embed' | 'cluster', StageFigures>
  >;
  readonly wallMs: number;
  readonly photosPerSecond: number;
  /** Most memory that all processes held at one moment of the scan, MiB: what they share counts in proportion where the system tells (Linux). */
  readonly peakRssMb: number;
  readonly backend: Backend;
  readonly pack: ModelKey;
  readonly failures: readonly {
    readonly photo: string;
    readonly reason: string;
    readonly kind: 'transient' | 'permanent';
  }[];
}
