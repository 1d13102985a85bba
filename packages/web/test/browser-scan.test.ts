import type { ScanSummary } from '@kith/core/pipeline';
import { expect, test } from 'vitest';
import { createBrowserScan, type NamedSource } from '../src/library/browser-scan.js';

const source: NamedSource = {
  root: 'picked',
  source: { list: async function* () {}, read: async () => new Uint8Array() },
};
const summary = { faces: 1 } as ScanSummary;

/** A scan that ends when told, or when its signal says so. */
function controlled() {
  const runs: {
    finish: () => void;
    fail: (error: Error) => void;
    signal: AbortSignal;
    source: NamedSource;
  }[] = [];
  const scan = createBrowserScan(
    (named, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => resolve(summary));
        runs.push({ finish: () => resolve(summary), fail: reject, signal, source: named });
      }),
  );
  return { scan, runs };
}

test('runs one scan at a time and tells its states', async () => {
  const { scan, runs } = controlled();
  const states: string[] = [];
  scan.subscribe(() => states.push(scan.status().state));
  await expect(scan.start()).rejects.toThrow(/choose photos first/);
  await scan.start(source);
  await expect(scan.start(source)).rejects.toThrow(/running already/);
  await Promise.resolve();
  runs[0]!.finish();
  await scan.idle();
  expect(scan.summary()).toBe(summary);
  expect(states).toEqual(['running', 'idle']);
});

test('pause stops and resume goes on with the same photos; cancel ends', async () => {
  const { scan, runs } = controlled();
  await scan.start(source);
  await Promise.resolve();
  await scan.pause();
  expect(scan.status().state).toBe('paused');
  expect(runs[0]!.signal.aborted).toBe(true);
  await scan.resume();
  await Promise.resolve();
  expect(runs[1]!.source).toBe(source);
  await scan.cancel();
  expect(scan.status().state).toBe('idle');
  await scan.resume();
  expect(runs).toHaveLength(2);
});

test('a failure is told, and the next scan may start', async () => {
  const { scan, runs } = controlled();
  await scan.start(source);
  await Promise.resolve();
  runs[0]!.fail(new Error('no storage left'));
  await scan.idle();
  expect(scan.status()).toMatchObject({ state: 'idle', error: 'no storage left' });
  await scan.start();
  expect(scan.status()).toMatchObject({ state: 'running', error: null });
  await scan.cancel();
});
