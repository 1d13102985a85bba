import type { ScanProgress, ScanSummary } from '@kith/core/pipeline';
import type { PhotoSource } from '@kith/core/ports';

export interface BrowserScanStatus {
  readonly state: 'idle' | 'running' | 'paused';
  readonly progress: ScanProgress | null;
  readonly error: string | null;
}

/** Photos to look through: a source and the name that its files are under. */
export interface NamedSource {
  readonly root: string;
  readonly source: PhotoSource;
}

/** Starts, pauses and follows scans. */
export interface BrowserScan {
  status(): BrowserScanStatus;
  summary(): ScanSummary | null;
  /** Scans a source, or the last one again. Settles once the scan is under way. */
  start(source?: NamedSource): Promise<void>;
  /** Stops after the batch at hand; `resume` goes on. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  cancel(): Promise<void>;
  /** Settles when no scan is running. */
  idle(): Promise<void>;
  subscribe(listener: () => void): () => void;
}

/** Runs one scan; `signal` stops it after the batch at hand. */
export type RunScan = (
  source: NamedSource,
  signal: AbortSignal,
  onProgress: (progress: ScanProgress) => void,
) => Promise<ScanSummary>;

/** One scan at a time, over whatever `run` does. */
export function createBrowserScan(run: RunScan): BrowserScan {
  const listeners = new Set<() => void>();
  let status: BrowserScanStatus = { state: 'idle', progress: null, error: null };
  let summary: ScanSummary | null = null;
  let current: NamedSource | null = null;
  let stop = new AbortController();
  let running: Promise<void> = Promise.resolve();
  const become = (next: Partial<BrowserScanStatus>) => {
    status = { ...status, ...next };
    for (const listener of listeners) listener();
  };
  const work = async (source: NamedSource, { signal }: AbortController) => {
    try {
      summary = await run(source, signal, (progress) => become({ progress }));
      if (status.state === 'running') become({ state: 'idle' });
    } catch (error) {
      become({ state: 'idle', error: error instanceof Error ? error.message : String(error) });
    }
  };
  const begin = (source: NamedSource) => {
    stop = new AbortController();
    become({ state: 'running', error: null });
    const own = stop;
    running = running.then(() => work(source, own));
  };
  return {
    status: () => status,
    summary: () => summary,
    idle: () => running,
    async start(source) {
      if (status.state === 'running') throw new Error('a scan is running already');
      current = source ?? current;
      if (!current)
        throw new Error('choose photos first: after a reload the page may not read them by itself');
      begin(current);
    },
    async pause() {
      if (status.state !== 'running') return;
      become({ state: 'paused' });
      stop.abort();
      await running;
    },
    async resume() {
      if (status.state === 'paused' && current) begin(current);
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
