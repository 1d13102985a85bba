import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPage } from '../scripts/build.mjs';
import { launchChromium, noChromium, patience } from './chromium.js';
import { compile, fixturePhotos, noModels } from './serve-cli.js';
import { staticServer } from './static-server.js';
import { agree, scanned, toPeople } from './steps.js';

const reason = noChromium ?? noModels;
const built = fileURLToPath(new URL('../dist/web/', import.meta.url));
const photos = readdirSync(fixturePhotos)
  .sort()
  .slice(0, 4)
  .map((name) => join(fixturePhotos, name));

describe.skipIf(reason !== null)(
  `what the browser lets the page keep${reason ? ` (skipped: ${reason})` : ''}`,
  () => {
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

    /** A page in a profile of its own that may keep so many bytes, from before it is loaded. */
    const visit = async (bytes: number, url = server.url): Promise<Page> => {
      const page = await (await browser.newContext()).newPage();
      page.setDefaultTimeout(patience);
      await quota(page, bytes, url);
      await page.goto(url);
      return page;
    };
    /** The same under its service worker, which needs room for the page's own files. */
    const open = async (bytes: number, url = server.url): Promise<Page> => {
      const page = await visit(bytes, url);
      await page.evaluate(() => navigator.serviceWorker.ready);
      return page;
    };
    /** Holds as long as its session, so to the page's end. */
    const quota = async (page: Page, bytes: number, url = server.url) => {
      const session = await page.context().newCDPSession(page);
      const { origin } = new URL(url);
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

    it('says what is missing when the network goes before it could be kept', async () => {
      const gone = await staticServer(built);
      const page = await open(12e6, gone.url);
      await agree(page);
      await page.getByLabel('Choose photos').waitFor();
      await settledUsage(page);
      await gone.close();
      await page.getByLabel('Choose photos').setInputFiles(photos);
      await page.getByRole('alert').getByText('had not been kept').waitFor();
      await page.context().close();
    }, 240_000);

    it('stops where it outgrows what is left, saying so, and goes on once there is room', async () => {
      const page = await open(100e6);
      await agree(page);
      await page.getByLabel('Choose photos').waitFor();
      await quota(page, (await settledUsage(page)) + 1e5);
      await page.getByLabel('Choose photos').setInputFiles(photos);
      await page.getByRole('alert').getByText('no more storage').waitFor();
      await quota(page, 100e6);
      await page.getByRole('link', { name: 'Settings' }).click();
      await page.getByLabel('Choose photos').setInputFiles(photos);
      await scanned(page);
      await page.getByRole('link', { name: 'Insight' }).click();
      const figures = page.locator('.figures').first();
      await expect.poll(() => figures.innerText()).toMatch(new RegExp(`Photos\\s+${photos.length}\\s`));
      // After a reload a picture is what was kept of it.
      await page.reload();
      await toPeople(page);
      await page.locator('.person-card').first().click();
      const tiles = page.locator('.tile img');
      await tiles.first().waitFor();
      const sides = () =>
        tiles.evaluateAll((all) => all.map((image) => (image as HTMLImageElement).naturalWidth));
      await expect.poll(async () => Math.min(...(await sides()))).toBeGreaterThan(0);
      await page.context().close();
    }, 240_000);

    it('says that another tab has the library, and opens once that one is closed', async () => {
      const context = await browser.newContext();
      const first = await context.newPage();
      await first.goto(server.url);
      await first.getByRole('checkbox').waitFor();
      const second = await context.newPage();
      second.setDefaultTimeout(patience);
      await second.goto(server.url);
      await second.getByRole('alert').getByText('another tab').waitFor();
      expect(await second.getByRole('textbox').count()).toBe(0);
      await first.close();
      await second.getByRole('button', { name: 'Try again' }).click();
      await second.getByRole('checkbox').waitFor();
      await context.close();
    }, 240_000);

    it('says so when not even the library fits, and opens once there is room', async () => {
      const page = await visit(1);
      await page.getByRole('alert').getByText('no more storage').waitFor();
      await quota(page, 100e6);
      await page.getByRole('button', { name: 'Try again' }).click();
      await scan(page);
      await scanned(page);
      await page.context().close();
    }, 240_000);
  },
);

/** Bytes that the page's origin keeps, once the service worker has put the page's own files away. */
async function settledUsage(page: Page): Promise<number> {
  let [before, now] = [-1, await usage(page)];
  while (before !== now) {
    await page.waitForTimeout(1000);
    [before, now] = [now, await usage(page)];
  }
  return now;
}

const usage = (page: Page) => page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
