import { existsSync, readdirSync } from 'node:fs';
import { chromiumPath } from '@kith/testkit/chromium-path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ScanResult } from './browser/harness-worker.js';
import { analyseInNode, compareFaces } from './browser/node-side.js';
import { startBrowser, type TestBrowser } from './browser/start-browser.js';

const root = new URL('../../../', import.meta.url).pathname;
const album = '../shared/data/album-dev/photos/';
const absent = !chromiumPath || !existsSync(`${root}${album}`);
if (absent && process.env['CI'] === 'true') throw new Error('needs Chromium and ../shared/data/album-dev');
/** Every n-th photo of the album up to this many: more by hand, for the figures. */
const count = Number(process.env['KITH_ALBUM_PHOTOS'] ?? 12);

describe.skipIf(absent)('Node and Chromium agree (skipped without Chromium or ../shared)', () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    const folders = { '/album/': album, '/pack/': '../shared/models/' };
    browser = await startBrowser(folders, `${root}evaluation/packs/reference-yunet-mbf.json`);
  }, 300_000);
  afterAll(() => browser?.close());

  test('same faces by IoU ≥ 0.9, vectors by cosine ≥ 0.995', async () => {
    const all = readdirSync(`${root}${album}`).sort();
    const step = Math.max(1, Math.floor(all.length / count));
    const names = all.filter((_, i) => i % step === 0).slice(0, count);
    const started = performance.now();
    const node = await analyseInNode(names.map((name) => `${root}${album}${name}`));
    const nodeMs = performance.now() - started;
    const urls = names.map((name) => `/album/${name}`);
    const scanned = await browser.call<ScanResult>('scan', 'album', urls, 'wasm', 200);
    const blocked = await browser.page.evaluate<number[]>('globalThis.longTasks');
    console.log(
      `${names.length} photos, ${node.length} faces: Node ${(nodeMs / names.length).toFixed(0)} ms a photo (decode and analysis, one thread), ` +
        `browser ${(scanned.summary.wallMs / names.length).toFixed(0)} ms (whole scan); ${JSON.stringify(scanned.summary.stages)}; page blocked ${JSON.stringify(blocked)}`,
    );
    expect(scanned.summary.photos).toMatchObject({ indexed: names.length, failed: 0 });
    expect(compareFaces(node, scanned.faces)).toEqual({ missing: [], extra: [] });
    expect(browser.foreign).toEqual([]);
  }, 900_000);
});
