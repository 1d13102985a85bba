import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPage } from '../scripts/build.mjs';
import { chromiumArgs, chromiumPath, launchChromium, noChromium, patience } from './chromium.js';
import { compile, fixturePhotos, noModels, runCli } from './serve-cli.js';
import { staticServer } from './static-server.js';
import {
  agree,
  drawFace,
  graceIsThere,
  nameMergeRejectUndo,
  person,
  previewThresholds,
  scanned,
  toast,
  watchLongTasks,
} from './steps.js';
import { careAndTakeBack } from './steps-care.js';

const reason = noChromium ?? noModels;
const built = fileURLToPath(new URL('../dist/web/', import.meta.url));
const photos = readdirSync(fixturePhotos)
  .sort()
  .map((name) => join(fixturePhotos, name));
/** Kept for a scan without a network. */
const later = photos.filter((path) => /hopper-(close|dark)/.test(path));
const first = photos.filter((path) => !later.includes(path));

describe.skipIf(reason !== null)(
  `the page that holds the whole library${reason ? ` (skipped: ${reason})` : ''}`,
  () => {
    let profile: string;
    let context: BrowserContext;
    let server: Awaited<ReturnType<typeof staticServer>>;
    let grace = 0;
    const requests: string[] = [];
    const errors: string[] = [];

    beforeAll(async () => {
      compile();
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
      page.setDefaultTimeout(patience);
      await page.goto(server.url);
      return page;
    };
    const settings = (page: Page) => page.getByRole('link', { name: 'Settings' }).click();
    const downloaded = async (page: Page, button: string): Promise<Buffer> => {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: button }).click(),
      ]);
      return readFileSync(await file.path());
    };

    it('finds faces in picked photos, without blocking the page', async () => {
      const page = await open();
      const longTasks = await watchLongTasks(page);
      await agree(page);
      const began = Date.now();
      await page.getByLabel('Choose photos').setInputFiles(first);
      await scanned(page);
      const seconds = (Date.now() - began) / 1000;
      const tasks = await longTasks();
      console.log(`${first.length} photos in ${seconds.toFixed(1)} s; long tasks: ${tasks.map(Math.round)}`);
      await page.getByRole('link', { name: 'Insight' }).click();
      await page.getByText('Photos per second').waitFor();
      const figures = await page.locator('.figures').first().innerText();
      expect(figures).toMatch(new RegExp(`Photos\\s+${first.length}`));
      await page.close();
    }, 240_000);

    it('names, merges, rejects and takes back; adds a face that was missed', async () => {
      const page = await open();
      grace = await nameMergeRejectUndo(page);
      await page.getByRole('link', { name: 'People' }).first().click();
      await person(page, 'Grace').click();
      // The page was loaded after the scan: the photo is at hand as its preview only.
      await drawFace(page);
      await careAndTakeBack(page, 'Grace');
      await page.close();
    }, 240_000);

    it('says what other thresholds would do, keeps settings, and refuses a GPU that is none', async () => {
      const page = await open();
      expect(await previewThresholds(page)).not.toBe('');
      await page.getByLabel('Photos at a time').selectOption('12');
      await toast(page, 'Kept');
      await page.getByLabel('Runs on').selectOption('gpu');
      await toast(page, 'this browser offers no WebGPU');
      await page.getByLabel('Runs on').selectOption('cpu');
      await expect.poll(() => page.getByLabel('Runs on').inputValue()).toBe('cpu');
      await page.reload();
      await settings(page);
      await expect.poll(() => page.getByLabel('Photos at a time').inputValue()).toBe('12');
      await page.close();
    }, 240_000);

    it('gives the library out as JSON and as a file that Kith on a computer opens', async () => {
      const page = await open();
      await settings(page);
      const exported = JSON.parse((await downloaded(page, 'Export JSON')).toString());
      expect(exported.format).toBe('kith-export');
      expect(exported.people.map((p: { name: string | null }) => p.name)).toContain('Grace');
      const file = await downloaded(page, 'Export the library');
      const library = join(profile, 'taken-along');
      await mkdir(library, { recursive: true });
      await writeFile(join(library, 'library.db'), file);
      const there = JSON.parse(await runCli(['people', '--json', '--library', library]));
      const graceThere = there.find((p: { name: string | null }) => p.name === 'Grace');
      expect(graceThere.faces).toBe(grace);
      await writeFile(join(profile, 'kith.json'), JSON.stringify(exported));
      await page.close();
    }, 240_000);

    it('is all there after a restart, without a network, and goes on scanning', async () => {
      const page = await open();
      await expect.poll(() => cached(page), { timeout: 60_000, interval: 500 }).toBe(true);
      await context.close();
      await start();
      await server.close();
      const offline = await open();
      await graceIsThere(offline, grace);
      await settings(offline);
      await offline.getByLabel('Choose photos').setInputFiles(later);
      await scanned(offline);
      await offline.getByRole('link', { name: 'Insight' }).click();
      const figures = offline.locator('.figures').first();
      await expect.poll(() => figures.innerText()).toMatch(new RegExp(`Photos\\s+${photos.length}\\s`));
      await offline.getByRole('link', { name: 'History' }).click();
      const undo = offline.getByRole('button', { name: /^Undo:/ });
      await undo.first().click();
      await offline.locator('.list-row-undone').first().waitFor();
      await offline.close();
    }, 240_000);

    it('takes over a library file, and refuses what is none; deletes everything; reads JSON back', async () => {
      const page = await open();
      await settings(page);
      const take = async (path: string) => {
        await page.getByLabel('Take over a library …').setInputFiles(path);
        await page.getByRole('button', { name: 'Replace', exact: true }).click();
      };
      const [photo = ''] = photos;
      await take(photo);
      await toast(page, 'this file is no library of Kith');
      await page.getByRole('link', { name: 'People' }).first().click();
      await person(page, 'Grace').waitFor();

      await settings(page);
      await page.getByRole('button', { name: 'Everything …' }).click();
      await page.getByRole('dialog').getByRole('textbox').fill('delete everything');
      await page.getByRole('button', { name: 'Delete', exact: true }).click();
      await page.getByText('biometric data').waitFor();

      await agree(page);
      await page.getByLabel('Choose photos').setInputFiles(first);
      await scanned(page);
      await settings(page);
      await page.getByLabel('Import JSON').setInputFiles(join(profile, 'kith.json'));
      await toast(page, 'taken over');
      await page.getByRole('link', { name: 'People' }).first().click();
      await person(page, 'Grace').click();

      await settings(page);
      await Promise.all([page.waitForEvent('load'), take(join(profile, 'taken-along', 'library.db'))]);
      await page.getByRole('link', { name: 'People' }).first().click();
      await person(page, 'Grace').waitFor();
      await page.close();
    }, 300_000);

    it('has asked nobody but its own origin, and could not have', async () => {
      const page = await open();
      const own = new URL(server.url).origin;
      const foreign = requests.filter((url) => !url.startsWith(own) && !/^(blob|data):/.test(url));
      expect(foreign).toEqual([]);
      expect(requests.length).toBeGreaterThan(5);
      const tried = await page.evaluate(() =>
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

describe.skipIf(reason !== null)('with the headers of its _headers file', () => {
  it('is isolated, and finds faces with threads', async () => {
    await buildPage({ mode: 'web' });
    const server = await staticServer(built, { headed: true });
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      page.setDefaultTimeout(patience);
      const problems: string[] = [];
      page.on('pageerror', (e) => problems.push(e.message));
      page.on('console', (m) => m.type() === 'error' && problems.push(m.text()));
      await page.goto(server.url);
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
      await agree(page);
      await page.getByLabel('Choose photos').setInputFiles(later);
      await scanned(page);
      await page.getByRole('link', { name: 'Insight' }).click();
      const figures = page.locator('.figures').first();
      await expect.poll(() => figures.innerText()).toMatch(/Faces\s+[1-9]/);
      expect(problems).toEqual([]);
    } finally {
      await browser.close();
      await server.close();
    }
  }, 240_000);
});

/** Whether everything that a scan needs is kept for a time without a network. */
function cached(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const names = await caches.keys();
    const keys = await Promise.all(names.map(async (n) => (await caches.open(n)).keys()));
    const urls = keys.flat().map((r) => r.url);
    return ['pack.json', 'detector.onnx', 'ort-wasm', 'index-'].every((part) =>
      urls.some((u) => u.includes(part)),
    );
  });
}
