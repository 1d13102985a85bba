import { expect, test } from 'vitest';
import { createScanControl, type ScanProgress, type ScanSummary } from '../../src/pipeline/index.js';

const summary = { faces: 1 } as ScanSummary;
const at = (done: number, total: number, phase: ScanProgress['phase'] = 'analysing'): ScanProgress => ({
  phase,
  done,
  total,
  failed: 0,
  photosPerSecond: 1,
  remainingMs: null,
  queues: { waiting: 0, ahead: 0 },
  faces: done,
  people: 1,
});

/** Scans of a folder's name that end when told, or when the signal says so. */
function controlled() {
  const runs: {
    finish: () => void;
    fail: (error: Error) => void;
    tell: (progress: ScanProgress) => void;
    signal: { readonly aborted: boolean };
    folder: string;
  }[] = [];
  const scan = createScanControl<string>(
    (folder, signal, tell) =>
      new Promise((resolve, reject) => {
        const watch = setInterval(() => {
          if (!signal.aborted) return;
          clearInterval(watch);
          tell(at(4, 10, 'cancelled'));
          resolve(summary);
        }, 1);
        const end =
          <T>(how: (value: T) => void) =>
          (value: T) => {
            clearInterval(watch);
            how(value);
          };
        runs.push({ finish: () => end(resolve)(summary), fail: end(reject), tell, signal, folder });
      }),
  );
  return { scan, runs };
}

test('runs one scan at a time and tells its states', async () => {
  const { scan, runs } = controlled();
  const states: string[] = [];
  scan.subscribe(() => states.push(scan.status().state));
  expect(scan.target()).toBe(null);
  await scan.start('a');
  await expect(scan.start('b')).rejects.toThrow(/running already/);
  await Promise.resolve();
  runs[0]!.finish();
  await scan.idle();
  expect(scan.summary()).toBe(summary);
  expect(scan.target()).toBe('a');
  expect(states).toEqual(['running', 'idle']);
});

test('pause stops after the batch and resume goes on: the counts add up and the same folder is meant', async () => {
  const { scan, runs } = controlled();
  await scan.start('a');
  await Promise.resolve();
  runs[0]!.tell(at(3, 10));
  await scan.pause();
  expect(scan.status()).toMatchObject({ state: 'paused', progress: { phase: 'paused', done: 4, total: 10 } });
  expect(runs[0]!.signal.aborted).toBe(true);
  await scan.resume();
  await Promise.resolve();
  expect(runs[1]!.folder).toBe('a');
  runs[1]!.tell(at(2, 6));
  expect(scan.status().progress).toMatchObject({ phase: 'analysing', done: 6, total: 10, faces: 6 });
  await scan.cancel();
  expect(scan.status()).toMatchObject({ state: 'idle', progress: { phase: 'cancelled' } });
  await scan.resume();
  expect(runs).toHaveLength(2);
});

test('a new scan counts from nothing', async () => {
  const { scan, runs } = controlled();
  await scan.start('a');
  await Promise.resolve();
  await scan.cancel();
  await scan.start('b');
  await Promise.resolve();
  runs[1]!.tell(at(1, 3));
  expect(scan.status().progress).toMatchObject({ done: 1, total: 3 });
  await scan.cancel();
});

test('a failure is told, and the next scan may start', async () => {
  const { scan, runs } = controlled();
  await scan.start('a');
  await Promise.resolve();
  runs[0]!.fail(new Error('no storage left'));
  await scan.idle();
  expect(scan.status()).toMatchObject({ state: 'idle', error: 'no storage left' });
  await scan.start('a');
  expect(scan.status()).toMatchObject({ state: 'running', error: null });
  await scan.cancel();
});
