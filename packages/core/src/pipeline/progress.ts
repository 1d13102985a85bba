import type { Clock } from '../ports/index.js';
import type { ScanProgress } from './scan-progress.js';

export interface ProgressMeter {
  /** What to tell after `done` of the photos are committed. */
  report(
    now: Pick<ScanProgress, 'phase' | 'done' | 'total' | 'failed' | 'faces' | 'people' | 'queues'>,
  ): ScanProgress;
}

// The rate is that of the last so many reports: the beginning (models warming up) should not weigh for ever.
const window = 20;

/** Measures the rate of committed photos and, of what is left of `total`, how long it will take. */
export function createProgressMeter(clock: Clock): ProgressMeter {
  const marks = [{ at: clock.monotonic(), done: 0 }];
  return {
    report: (now) => {
      marks.push({ at: clock.monotonic(), done: now.done });
      if (marks.length > window + 1) marks.shift();
      const [first, last] = [marks[0], marks.at(-1)] as [(typeof marks)[0], (typeof marks)[0]];
      const rate = last.at > first.at ? ((last.done - first.done) / (last.at - first.at)) * 1000 : 0;
      const left = now.total - now.done;
      const remainingMs = left === 0 ? 0 : rate > 0 ? Math.round((left / rate) * 1000) : null;
      return { ...now, photosPerSecond: Math.round(rate * 100) / 100, remainingMs };
    },
  };
}
