import type { PhotoId } from '@kith/core/photo';
import type {
  AnalysisSettings,
  ListingProblem,
  OpenLibrary,
  ScanProgress,
  ScanSummary,
} from '@kith/core/pipeline';
import type { CancelSignal, Decoder, Store } from '@kith/core/ports';
import type { CommonOptions, ModelOptions } from '../options.js';
import type { ActiveModel } from './active-model.js';

export interface ScanSettings extends CommonOptions, ModelOptions {
  /** Not given: what the library's settings say. */
  readonly batch?: number;
}

/** What the session analyses with now. */
export interface SessionAnalysis extends AnalysisSettings {
  /** The pack's id. */
  readonly pack: string;
}

export interface ScanHooks {
  readonly signal?: CancelSignal;
  readonly onProgress?: (progress: ScanProgress) => void;
  readonly onProblem?: (problem: ListingProblem) => void;
}

/** A library open for scanning: models loaded, decoders at hand. */
export interface ScanSession {
  readonly dir: string;
  readonly store: Store;
  /** Another one after `configure`, as are `backend` and `selfTest`. */
  readonly model: ActiveModel;
  /** The open library; another one after `reopen` and `configure`. */
  library(): OpenLibrary;
  readonly decoder: Decoder;
  /** Where the models run. */
  readonly backend: string;
  /** What loading saw: models with a golden output passed their self-test (else loading fails); notices of fall backs. */
  readonly selfTest: string;
  run(roots: readonly string[], hooks: ScanHooks): Promise<ScanSummary>;
  /** Analyses one known photo now, also beside a running scan. Rejects with the reason when that fails. */
  analyseAgain(photo: PhotoId): Promise<void>;
  /** Opens the people anew, after the store has been emptied. */
  reopen(): Promise<OpenLibrary>;
  analysis(): SessionAnalysis;
  /**
   * Analyses and groups otherwise from now on, and notes it in the library. No scan may be running. Rejects, leaving
   * all as it was, when the models cannot be loaded or no GPU passes their self-test.
   */
  configure(update: Partial<SessionAnalysis>): Promise<OpenLibrary>;
  close(): Promise<void>;
}
