import type { ScanProgress, ScanSummary } from '@kith/core/pipeline';
import type { ScanControl } from '@kith/gallery';
import { folderPath, scanRoots } from '../session/scan-roots.js';
import type { ScanSession } from '../session/scan-session.js';

type Status = ReturnType<ScanControl['status']>;

export interface OwnScanControl extends ScanControl {
  /** Settles when no scan is running. Never rejects; a failure is in `status().error`. */
  idle(): Promise<void>;
}

/** Starts, pauses and follows scans of an open session. To pause is to stop after the batch; to resume, to scan again. */
export function createScanControl(session: ScanSession): OwnScanControl {
  const listeners = new Set<() => void>();
  let status: Status = { state: 'idle', progress: null, error: null };
  let summary: ScanSummary | null = null;
  let roots: readonly string[] = [];
  let stop = new AbortController();
  let running: Promise<void> = Promise.resolve();
  const become = (next: Partial<Status>) => {
    status = { ...status, ...next };
    for (const listener of listeners) listener();
  };
  const work = async () => {
    const { signal } = stop;
    const onProgress = (progress: ScanProgress) => become({ progress });
    try {
      summary = await session.run(roots, { signal, onProgress });
      if (status.state === 'running') become({ state: 'idle' });
    } catch (error) {
      become({ state: 'idle', error: error instanceof Error ? error.message : String(error) });
    }
  };
  const run = () => {
    stop = new AbortController();
    become({ state: 'running', error: null });
    running = running.then(work);
  };
  return {
    status: () => status,
    summary: () => summary,
    idle: () => running,
    async start(folder) {
      if (status.state === 'running') throw new Error('a scan is running already');
      roots = folder === undefined ? await scanRoots(session.store, []) : [await folderPath(folder)];
      run();
    },
    async pause() {
      if (status.state !== 'running') return;
      become({ state: 'paused' });
      stop.abort();
      await running;
    },
    async resume() {
      if (status.state === 'paused') run();
    },
    async cancel() {
      become({ state: 'idle' });
      stop.abort();
      await running;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
