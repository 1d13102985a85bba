/**
 * Sent while files are listed (`total`: files seen so far), then after every committed batch: `done` counts committed photos
 * only; `total` is known from the listing and shrinks when a file turns out to be a known photo that was moved or copied.
 * While `loading`, which only browsers do, `done` and `total` are bytes of the model file being fetched; while making
 * `pictures`, of photos that another runtime has analysed, they are photos.
 */
export interface ScanProgress {
  readonly phase: 'loading' | 'listing' | 'analysing' | 'pictures' | 'finished' | 'paused' | 'cancelled';
  readonly done: number;
  readonly total: number;
  readonly failed: number;
  readonly photosPerSecond: number;
  /** Milliseconds left, or null while nothing is known. */
  readonly remainingMs: number | null;
  readonly faces: number;
  readonly people: number;
  /** Photos not begun (`waiting`), and those decoded or being decoded ahead of analysis (`ahead`). */
  readonly queues: { readonly waiting: number; readonly ahead: number };
}

/** What is told while files are listed, `total` of them so far. */
export const listingProgress = (total: number): ScanProgress => ({
  phase: 'listing',
  done: 0,
  total,
  failed: 0,
  photosPerSecond: 0,
  remainingMs: null,
  faces: 0,
  people: 0,
  queues: { waiting: total, ahead: 0 },
});
