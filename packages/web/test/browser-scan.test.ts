import type { ScanSummary } from '@kith/core/pipeline';
import { expect, test } from 'vitest';
import { createBrowserScan, type NamedSource } from '../src/library/browser-scan.js';

const source: NamedSource = {
  root: 'picked',
  source: { list: async function* () {}, read: async () => new Uint8Array() },
};

test('without a source the last one is scanned again; before any, a choice is asked for', async () => {
  const seen: NamedSource[] = [];
  const scan = createBrowserScan(async (named) => {
    seen.push(named);
    return { faces: 0 } as ScanSummary;
  });
  await expect(scan.start()).rejects.toThrow(/choose photos first/);
  await scan.start(source);
  await scan.idle();
  await scan.start();
  await scan.idle();
  expect(seen).toEqual([source, source]);
});
