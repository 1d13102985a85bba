/** Sent after every committed batch; `done` counts committed photos only. */
export interface ScanProgress {
  readonly phase: 'listing' | 'analysing' | 'finished' | 'paused' | 'cancelled';
  readonly done: number;
  readonly total: number;
  readonly failed: number;
  readonly photosPerSecond: number;
  /** Milliseconds left, or null while nothing is known. */
  readonly remainingMs: number | null;
  readonly faces: number;
  readonly people: number;
}
