import { type CancelSignal, reasonOf } from '../ports/index.js';
import type { ScanProgress } from './scan-progress.js';
import type { ScanSummary } from './scan-summary.js';

export interface ScanStatus {
  readonly state: 'idle' | 'running' | 'paused';
  readonly progress: ScanProgress | null;
  /** Why the last scan ended early; null when it did not. */
  readonly error: string | null;
}

/** Starts, pauses and follows scans of a `Target` (folders, a picker's files), one at a time. */
export interface ScanControl<Target> {
  status(): ScanStatus;
  /** Of the last scan that came to an end, or null. */
  summary(): ScanSummary | null;
  /** What is, or was last, scanned. */
  target(): Target | null;
  /** Settles once the scan is under way, not when it ends. Rejects while another is running. */
  start(target: Target): Promise<void>;
  /** Stops after the batch at hand, and settles then; `resume` goes on. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  cancel(): Promise<void>;
  /** Settles when no scan is running. Never rejects; a failure is in `status().error`. */
  idle(): Promise<void>;
  /** Called whenever `status()` has changed. Returns how to stop being called. */
  subscribe(listener: () => void): () => void;
}

/** Runs one scan; `signal` stops it after the batch at hand, and what is committed stays. */
export type RunScan<Target> = (
  target: Target,
  signal: CancelSignal,
  onProgress: (progress: ScanProgress) => void,
) => Promise<ScanSummary>;

type Counts = Pick<ScanProgress, 'done' | 'failed' | 'faces'>;
const nothing: Counts = { done: 0, failed: 0, faces: 0 };

/**
 * A control over `run`. To pause is to end the run after its batch; to resume, to run again, which goes on with what is
 * still due. The counts of the runs before a pause are carried over, so that progress never jumps back.
 */
export function createScanControl<Target>(run: RunScan<Target>): ScanControl<Target> {
  const listeners = new Set<() => void>();
  let status: ScanStatus = { state: 'idle', progress: null, error: null };
  let summary: ScanSummary | null = null;
  let target: Target | null = null;
  let stop = { aborted: false };
  let running: Promise<void> = Promise.resolve();
  const become = (next: Partial<ScanStatus>) => {
    status = { ...status, ...next };
    for (const listener of listeners) listener();
  };
  const work = async (wanted: Target, signal: CancelSignal, before: Counts) => {
    const onProgress = (progress: ScanProgress) =>
      become({ progress: inPhase(carried(progress, before), status.state) });
    try {
      summary = await run(wanted, signal, onProgress);
      if (status.state === 'running') become({ state: 'idle' });
    } catch (error) {
      become({ state: 'idle', error: reasonOf(error) });
    }
  };
  const begin = (wanted: Target, before: Counts) => {
    const own = { aborted: false };
    stop = own;
    become({ state: 'running', error: null });
    running = running.then(() => work(wanted, own, before));
  };
  const end = async (state: 'paused' | 'idle') => {
    become({ state });
    stop.aborted = true;
    await running;
  };
  return {
    status: () => status,
    summary: () => summary,
    target: () => target,
    idle: () => running,
    async start(wanted) {
      if (status.state === 'running') throw new Error('a scan is running already');
      target = wanted;
      status = { ...status, progress: null };
      begin(wanted, nothing);
    },
    async pause() {
      if (status.state === 'running') await end('paused');
    },
    async resume() {
      if (status.state === 'paused') begin(target as Target, countsOf(status.progress));
    },
    cancel: () => end('idle'),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Whether `done` and `total` are photos analysed. */
const countsPhotos = ({ phase }: ScanProgress) => phase !== 'loading' && phase !== 'pictures';

const countsOf = (p: ScanProgress | null): Counts => (p !== null && countsPhotos(p) ? p : nothing);

function carried(progress: ScanProgress, before: Counts): ScanProgress {
  if (!countsPhotos(progress)) return progress;
  const { done, total, failed, faces } = progress;
  return {
    ...progress,
    done: done + before.done,
    total: total + before.done,
    failed: failed + before.failed,
    faces: faces + before.faces,
  };
}

/** A run that was stopped to pause says that it was cancelled. */
function inPhase(progress: ScanProgress, state: ScanStatus['state']): ScanProgress {
  return state === 'paused' && progress.phase === 'cancelled' ? { ...progress, phase: 'paused' } : progress;
}
