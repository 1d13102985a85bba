import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPage } from '../scripts/build.mjs';
import { launchChromium, noChromium, patience } from './chromium.js';
import { compile, fixturePhotos, noModels } from './serve-cli.js';
import { staticServer } from './static-server.js';
import { agree, scanned } from './steps.js';

const reason = noChromium ?? noModels;
const built = fileURLToPath(new URL('../dist/web/', import.meta.url));
const photos = readdirSync(fixturePhotos)
  .sort()
  .slice(0, 4)
  .map((name) => join(fixturePhotos, name));

describe.skipIf(reason !== null)(`a browser with little room${reason ? ` (skipped: ${reason})` : ''}`, () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof staticServer>>;
  beforeAll(async () => {
    compile();
    await buildPage({ mode: 'web' });
    server = await staticServer(built);
    browser = await launchChromium();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /** The page under its service worker, in a profile of its own that may keep so many bytes from now on. */
  const open = async (bytes: number): Promise<Page> => {
    const page = await (await browser.newContext()).newPage();
    page.setDefaultTimeout(patience);
    await page.goto(server.url);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await quota(page, bytes);
    return page;
  };
  /** Holds as long as its session, so to the page's end. */
  const quota = async (page: Page, bytes: number) => {
    const session = await page.context().newCDPSession(page);
    const { origin } = new URL(server.url);
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: bytes });
  };
  const scan = async (page: Page) => {
    await agree(page);
    await page.getByLabel('Choose photos').setInputFiles(photos);
  };

  it('finds faces though the models cannot be kept for a time without a network', async () => {
    const page = await open(12e6);
    await scan(page);
    await scanned(page);
    await page.getByRole('link', { name: 'Insight' }).click();
    const figures = page.locator('.figures').first();
    await expect.poll(() => figures.innerText()).toMatch(/Faces\s+[1-9]/);
    const kept = await page.evaluate(async () => {
      const names = await caches.keys();
      const keys = await Promise.all(names.map(async (n) => (await caches.open(n)).keys()));
      return keys.flat().filter((r) => r.url.includes('ort-wasm')).length;
    });
    expect(kept).toBe(0);
    await page.context().close();
  }, 240_000);

  it('says so when not even the library fits, and opens once there is room', async () => {
    const page = await open(1);
    await page.getByRole('alert').getByText('no more storage').waitFor();
    await quota(page, 100e6);
    await page.getByRole('button', { name: 'Try again' }).click();
    await scan(page);
    await scanned(page);
    await page.context().close();
  }, 240_000);
});
