import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPage } from '../scripts/build.mjs';
import { chromiumArgs, chromiumPath, noChromium } from './chromium.js';
import { fixturePhotos, noModels } from './serve-cli.js';
import { staticServer } from './static-server.js';

const reason = noChromium ?? noModels;
const built = fileURLToPath(new URL('../dist/web/', import.meta.url));
const photos = readdirSync(fixturePhotos).map((name) => join(fixturePhotos, name));

describe.skipIf(reason !== null)(
  `the page that holds the whole library${reason ? ` (skipped: ${reason})` : ''}`,
  () => {
    let profile: string;
    let context: BrowserContext;
    let server: Awaited<ReturnType<typeof staticServer>>;
    const requests: string[] = [];
    const errors: string[] = [];

    beforeAll(async () => {
      await buildPage({ mode: 'web' });
      server = await staticServer(built);
      profile = await mkdtemp(join(tmpdir(), 'kith-pwa-'));
      await start();
    }, 240_000);
    afterAll(async () => {
      await context?.close();
      await server?.close();
      await rm(profile, { recursive: true, force: true });
    });

    /** A browser with the profile of the last one, as after a restart of the machine. */
    const start = async () => {
      context = await chromium.launchPersistentContext(profile, {
        executablePath: chromiumPath,
        args: [...chromiumArgs],
        viewport: { width: 1280, height: 900 },
      });
      context.on('request', (r) => requests.push(r.url()));
      context.on('weberror', (e) => errors.push(e.error().message));
    };
    const open = async (): Promise<Page> => {
      const page = await context.newPage();
      await page.goto(server.url);
      return page;
    };
    const idle = (page: Page) => page.locator('.scan').waitFor({ state: 'detached', timeout: 200_000 });

    it('finds faces in picked photos, without blocking the page', async () => {
      const page = await open();
      await page.evaluate(() => {
        const seen: number[] = [];
        Object.assign(globalThis, { longTasks: seen });
        new PerformanceObserver((list) => {
          for (const e of list.getEntries()) seen.push(e.duration);
        }).observe({ type: 'longtask' });
      });
      await page.getByRole('checkbox').check();
      await page.getByRole('button', { name: 'Go on' }).click();
      const began = Date.now();
      await page.getByLabel('Choose photos').setInputFiles(photos);
      await page.locator('.scan').waitFor();
      await idle(page);
      expect(await page.locator('.scan-error').count()).toBe(0);
      const seconds = (Date.now() - began) / 1000;
      const tasks = await page.evaluate(() => (globalThis as unknown as { longTasks: number[] }).longTasks);
      console.log(`${photos.length} photos in ${seconds.toFixed(1)} s; long tasks: ${tasks.map(Math.round)}`);
      await page.getByRole('link', { name: 'Insight' }).click();
      await page.getByText('Photos per second').waitFor();
      expect(await page.locator('.figures').first().innerText()).toMatch(/Photos\s+17/);
      await page.close();
    }, 240_000);

    it('names, survives a restart of the browser, and works without a network', async () => {
      let page = await open();
      await page.getByRole('link', { name: /^Strangers/ }).click();
      await page.locator('.nobody .tile, .person-card').first().waitFor();
      const nobody = page.locator('.nobody .tile').first();
      if ((await nobody.count()) > 0) {
        await nobody.click();
        await page.locator('.face-row-here').getByRole('button', { name: 'Name', exact: true }).click();
      } else {
        await page.locator('.person-card').first().click();
        await page.getByRole('button', { name: 'Name', exact: true }).click();
      }
      await page.keyboard.type('Ada');
      await page.keyboard.press('Enter');
      await page.locator('.toast', { hasText: 'Ada' }).waitFor();
      await expect.poll(() => cached(page), { timeout: 60_000, interval: 500 }).toBe(true);
      await context.close();

      await start();
      await server.close();
      page = await open();
      const ada = page.locator('.person-card', { hasText: 'Ada' });
      await ada.waitFor();
      await ada.click();
      await page.locator('.tile img').first().waitFor();
      await page.getByRole('link', { name: 'History' }).click();
      await page
        .getByRole('button', { name: /^Undo:/ })
        .first()
        .click();
      await page.locator('.list-row-undone').first().waitFor();
    }, 240_000);

    it('has asked nobody but its own origin, and could not have', async () => {
      const own = new URL(server.url).origin;
      const foreign = requests.filter((url) => !url.startsWith(own) && !/^(blob|data):/.test(url));
      expect(foreign).toEqual([]);
      expect(requests.length).toBeGreaterThan(5);
      const [page] = context.pages().slice(-1);
      const tried = await page?.evaluate(() =>
        fetch('https://example.org/').then(
          () => 'sent',
          () => 'refused',
        ),
      );
      expect(tried).toBe('refused');
      expect(errors).toEqual([]);
    });
  },
);

/** Whether everything that a scan needs is kept for a time without a network. */
function cached(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const names = await caches.keys();
    const keys = await Promise.all(names.map(async (n) => (await caches.open(n)).keys()));
    const urls = keys.flat().map((r) => r.url);
    return ['pack.json', 'detector.onnx', '.wasm', 'index-'].every((part) =>
      urls.some((u) => u.includes(part)),
    );
  });
}
