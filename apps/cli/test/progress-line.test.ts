import type { ScanProgress } from '@kith/core/pipeline';
import { describe, expect, it } from 'vitest';
import { progressLine } from '../src/output/progress-line.js';

const progress: ScanProgress = {
  phase: 'analysing',
  done: 123,
  total: 451,
  failed: 2,
  photosPerSecond: 8.13,
  remainingMs: 41_000,
  queues: { waiting: 0, ahead: 0 },
  faces: 130,
  people: 12,
};

describe('progressLine', () => {
  it('tells photos, rate, time left and failures', () => {
    expect(progressLine(progress, 79)).toBe(
      `${'█'.repeat(9)}${'░'.repeat(25)} 123/451 photos  8.1/s  0:41 left  2 failed`,
    );
  });

  it('never passes the width and keeps the counts', () => {
    for (let width = 12; width < 120; width++) {
      const line = progressLine(progress, width);
      expect(line.length).toBeLessThanOrEqual(width);
      if (width >= 15) expect(line).toContain('123/451');
    }
  });

  it('claims no rate and no time before something is done', () => {
    const line = progressLine({ ...progress, done: 0, failed: 0, photosPerSecond: 0, remainingMs: null }, 59);
    expect(line.trim()).toMatch(/^░+ +0\/451 photos$/);
  });
});
