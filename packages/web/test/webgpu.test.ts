import { existsSync } from 'node:fs';
import { chromiumPath } from '@kith/testkit/chromium-path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ScanResult } from './browser/harness-worker.js';
import { compareFaces } from './browser/node-side.js';
import { startBrowser, type TestBrowser } from './browser/start-browser.js';

const root = new URL('../../../', import.meta.url).pathname;
const absent = !chromiumPath || !existsSync(`${root}../shared/models`);
if (absent && process.env['CI'] === 'true')
  throw new Error('needs Chromium and the weights at ../shared/models');

// SwiftShader: WebGPU's own shaders and buffers, computed on the processor. It shows that the path is right, not fast.
const software = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader', '--enable-features=Vulkan'];
const photos = ['hopper-small.jpg', 'collins-small.jpg'];
const urls = photos.map((name) => `/fixtures/photos/${name}`);

describe.skipIf(absent)('WebGPU, by SwiftShader (skipped without Chromium or ../shared)', () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await startBrowser(
      { '/fixtures/': 'fixtures/', '/pack/': '../shared/models/' },
      `${root}evaluation/packs/reference-yunet-mbf.json`,
      [...software, '--ignore-gpu-blocklist'],
    );
  }, 300_000);
  afterAll(() => browser?.close());

  test('is not taken by itself where it would be computed on the processor', async () => {
    const adapter = await browser.page.evaluate(async () => {
      const { gpu } = navigator as unknown as { gpu?: { requestAdapter(): Promise<unknown> } };
      return (await gpu?.requestAdapter()) ? 'one' : 'none';
    });
    expect(adapter, 'this Chromium offers no software adapter').toBe('one');
    const { summary } = await browser.call<ScanResult>('scan', 'auto', urls.slice(0, 1), 'auto', 200);
    expect(summary.backend).toBe('wasm');
  }, 300_000);

  test('passes the self-test and finds the faces that WASM finds, with the same vectors', async () => {
    const wasm = await browser.call<ScanResult>('scan', 'wasm', urls, 'wasm', 200);
    const gpu = await browser.call<ScanResult>('scan', 'gpu', urls, 'webgpu', 200);
    console.log(
      `WebGPU ${gpu.summary.wallMs} ms, WASM ${wasm.summary.wallMs} ms; notices: ${gpu.notices.join('; ')}`,
    );
    expect(gpu.summary.backend).toBe('webgpu');
    expect(gpu.faces.length).toBeGreaterThanOrEqual(photos.length);
    expect(compareFaces(wasm.faces, gpu.faces)).toEqual({ missing: [], extra: [] });
    expect(browser.foreign).toEqual([]);
  }, 900_000);
});
