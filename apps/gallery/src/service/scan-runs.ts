import type { ScanProgress, ScanSummary } from '@kith/core/pipeline';
import type { ScanStatus } from '../api/outputs.js';
import { Refused } from './gallery-context.js';
import type { ScanControl } from './gallery-host.js';

/** One run over the library's folders, or over `folder` too when it is new; resumes what an earlier run left. */
export type RunScan = (options: {
  readonly folder: string | null;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ScanProgress) => void;
}) => Promise<ScanSummary>;

/**
 * A ScanControl over a resumable scan. Pausing ends the run after its batch and resuming starts another, which goes
 * on with what is still due; the counts of the earlier ones are carried over, so progress never jumps back.
 */
export function scanRuns(run: RunScan): ScanControl {
  const listeners = new Set<() => void>();
  let status: ScanStatus = { state: 'idle', progress: null, error: null };
  let summary: ScanSummary | null = null;
  let folder: string | null = null;
  let current: { readonly stop: AbortController; readonly ended: Promise<void> } | null = null;
  let before = { done: 0, failed: 0, faces: 0 };

  const set = (next: ScanStatus) => {
    status = next;
    for (const listener of listeners) listener();
  };

  function begin(): void {
    const stop = new AbortController();
    const onProgress = (progress: ScanProgress) => {
      // The batch in flight when a run is stopped is still committed, so it counts.
      const next = { ...status, progress: carried(progress, before) };
      if (stop.signal.aborted) status = next;
      else set({ ...next, state: 'running', error: null });
    };
    set({ state: 'running', progress: status.progress, error: null });
    const ended = run({ folder, signal: stop.signal, onProgress }).then(
      (made) => {
        if (stop.signal.aborted) return;
        summary = made;
        current = null;
        set({ state: 'idle', progress: phase(status.progress, 'finished'), error: null });
      },
      (error: unknown) => {
        current = null;
        const said = error instanceof Error ? error.message : String(error);
        set({ state: 'idle', progress: status.progress, error: `The scan stopped: ${said}` });
      },
    );
    current = { stop, ended };
  }

  async function end(): Promise<void> {
    const running = current;
    if (running === null) return;
    running.stop.abort();
    await running.ended;
    current = null;
  }

  return {
    status: () => status,
    summary: () => summary,
    start: async (wanted) => {
      if (current !== null) throw new Refused('A scan is running; pause or stop it first.');
      folder = wanted ?? null;
      before = { done: 0, failed: 0, faces: 0 };
      status = { state: 'idle', progress: null, error: null };
      begin();
    },
    pause: async () => {
      if (current === null) return;
      await end();
      const p = status.progress;
      before = { done: p?.done ?? 0, failed: p?.failed ?? 0, faces: p?.faces ?? 0 };
      set({ state: 'paused', progress: phase(p, 'paused'), error: null });
    },
    resume: async () => {
      if (status.state === 'paused') begin();
    },
    cancel: async () => {
      await end();
      set({ state: 'idle', progress: phase(status.progress, 'cancelled'), error: null });
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function carried(p: ScanProgress, before: { done: number; failed: number; faces: number }): ScanProgress {
  if (p.phase === 'listing') return p;
  return {
    ...p,
    done: p.done + before.done,
    total: p.total + before.done,
    failed: p.failed + before.failed,
    faces: p.faces + before.faces,
  };
}

function phase(p: ScanProgress | null, next: ScanProgress['phase']): ScanProgress | null {
  return p && { ...p, phase: next };
}
