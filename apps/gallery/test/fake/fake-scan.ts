import type { ScanProgress } from '@kith/core/pipeline';
import type { ScanStatus } from '../../src/api/outputs.js';
import type { ScanControl } from '../../src/service/gallery-host.js';

const batch = 8;

/** A scan that only counts: one batch every `tickMs`. */
export function fakeScan(total: number, tickMs: number): ScanControl {
  const listeners = new Set<() => void>();
  let state: ScanStatus['state'] = 'idle';
  let done = 0;
  let timer: NodeJS.Timeout | null = null;
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const set = (next: ScanStatus['state']) => {
    state = next;
    if (timer !== null) clearInterval(timer);
    timer = next === 'running' ? setInterval(tick, tickMs) : null;
    tell();
  };
  const tick = () => {
    done = Math.min(total, done + batch);
    if (done === total) set('idle');
    else tell();
  };
  const progress = (): ScanProgress => ({
    phase: state === 'running' ? 'analysing' : state === 'paused' ? 'paused' : 'finished',
    done,
    total,
    failed: 0,
    photosPerSecond: (batch * 1000) / tickMs,
    remainingMs: ((total - done) / batch) * tickMs,
    faces: done * 2,
    queues: { waiting: Math.max(0, total - done - batch), ahead: Math.min(batch, total - done) },
    people: Math.ceil(done / 10),
  });
  return {
    status: () => ({ state, progress: done > 0 || state !== 'idle' ? progress() : null, error: null }),
    summary: () => null,
    start: async () => {
      done = 0;
      set('running');
    },
    pause: async () => set('paused'),
    resume: async () => set('running'),
    cancel: async () => set('idle'),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
