import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPage } from '../scripts/build.mjs';
import { chromiumArgs, chromiumPath, launchChromium, noChromium, patience } from './chromium.js';
import { compile, fixturePhotos, noModels, runCli, serveCli } from './serve-cli.js';
import { staticServer } from './static-server.js';
import { agree, nameSomebody, person, rename, scanned, toPeople } from './steps.js';

/** Kills in each mode; ten by `npm run kills -w @kith/gallery`. */
const rounds = Number(process.env['KITH_KILLS'] ?? 2);
/** Of the fixtures, added before each kill, so that there is always something to scan. */
const copies = 3;
const longestWaitMs = 2000;
const reason = noChromium ?? noModels;
const built = fileURLToPath(new URL('../dist/web/', import.meta.url));

/** Names one more of the two people of the fixtures, or names the one anew who has had a name for longest. */
async function nameAnother(page: Page, names: string[], text: string): Promise<void> {
  if (names.length < 2) await nameSomebody(page, text);
  else await rename(page, names.shift()!, text);
  names.push(text);
}

/** Adds copies of the fixtures, each other bytes and so another photo, of the same pixels. Returns all that are there. */
async function grow(folder: string, photos: readonly string[]): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const paths = [...photos];
  const names = readdirSync(fixturePhotos).sort();
  const from = photos.length / names.length;
  for (let copy = from; copy < from + copies; copy++) {
    for (const name of names) {
      const bytes = readFileSync(join(fixturePhotos, name));
      const path = join(folder, `${copy}-${name}`);
      await writeFile(path, Buffer.concat([bytes, Buffer.from(`copy ${copy}`)]));
      paths.push(path);
    }
  }
  return paths;
}

const randomWait = () => new Promise((done) => setTimeout(done, Math.random() * longestWaitMs));

/** Photos that the page says are done, while it scans. */
async function toldDone(page: Page): Promise<number> {
  const bar = page.getByRole('progressbar', { name: 'Photos analysed' });
  return (await bar.count()) === 0 ? 0 : Number((await bar.getAttribute('value')) ?? 0);
}

/** Photos analysed, by the insight page. */
async function analysed(page: Page): Promise<number> {
  await page.getByRole('link', { name: 'Insight' }).click();
  const text = await page.locator('.figures').first().innerText();
  const figure = (label: string) =>
    Number(new RegExp(`${label}\\s+([\\d,]+)`).exec(text)?.[1]?.replaceAll(',', ''));
  return figure('Photos') - figure('Not analysed yet');
}

interface Exported {
  readonly people: readonly { readonly name: string | null }[];
  readonly photos: readonly { readonly path: string; readonly faces: readonly unknown[] }[];
}

/** Every photo once, its copies with the same faces; every name that was confirmed. */
function expectWhole(exported: Exported, paths: readonly string[], names: readonly string[]): void {
  const own = exported.photos.map((p) => basename(p.path)).sort();
  expect(own).toEqual(paths.map((p) => basename(p)).sort());
  const byOriginal = new Map<string, Set<number>>();
  for (const { path, faces } of exported.photos) {
    const original = basename(path).replace(/^\d+-/, '');
    byOriginal.set(original, (byOriginal.get(original) ?? new Set()).add(faces.length));
  }
  for (const [original, counts] of byOriginal) expect(counts.size, original).toBe(1);
  expect(exported.people.map((p) => p.name)).toEqual(expect.arrayContaining([...names]));
}

describe.skipIf(reason !== null)(
  `killed in the midst of a scan${reason ? ` (skipped: ${reason})` : ''}`,
  () => {
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'kith-kill-'));
      compile();
      await buildPage();
      await buildPage({ mode: 'web' });
    }, 300_000);
    afterAll(() => rm(folder, { recursive: true, force: true }));

    it(
      `the tab, ${rounds} times: nothing confirmed is lost`,
      async () => {
        const server = await staticServer(built);
        const context: BrowserContext = await chromium.launchPersistentContext(join(folder, 'profile'), {
          executablePath: chromiumPath,
          args: [...chromiumArgs],
        });
        const open = async () => {
          const page = await context.newPage();
          page.setDefaultTimeout(patience);
          await page.goto(server.url);
          return page;
        };
        let album: string[] = [];
        const pick = async (page: Page) => {
          const input = page.getByLabel('Choose photos');
          const settings = page.getByRole('link', { name: 'Settings' });
          await input.or(settings).first().waitFor({ state: 'attached' });
          if ((await input.count()) === 0) await settings.click();
          await input.setInputFiles(album);
        };
        const names: string[] = [];
        let before = 0;
        let page = await open();
        await agree(page);
        for (let round = 1; round <= rounds; round++) {
          album = await grow(join(folder, 'picked'), album);
          await pick(page);
          await nameAnother(page, names, `Person ${String.fromCharCode(64 + round)}.`);
          await randomWait();
          const told = await toldDone(page);
          await crash(context, page);
          page = await open();
          await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
          const kept = await analysed(page);
          console.log(`tab killed at ${before} + ${told} of ${album.length} photos told; ${kept} kept`);
          expect(kept).toBeGreaterThanOrEqual(before + told);
          before = kept;
          await toPeople(page);
          for (const name of names) await person(page, name).waitFor();
        }
        await pick(page);
        await scanned(page);
        await page.getByRole('link', { name: 'Settings' }).click();
        const [file] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('button', { name: 'Export JSON' }).click(),
        ]);
        expectWhole(JSON.parse(await readFile(await file.path(), 'utf8')), album, names);
        await context.close();
        await server.close();
      },
      300_000 + rounds * 60_000,
    );

    it(
      `the server, ${rounds} times: nothing confirmed is lost`,
      async () => {
        const library = join(folder, 'library');
        const browser: Browser = await launchChromium();
        const open = async () => {
          const served = await serveCli(library);
          const page = await (await browser.newContext()).newPage();
          page.setDefaultTimeout(patience);
          await page.goto(served.url);
          return { served, page };
        };
        let album: string[] = [];
        let before = 0;
        const names: string[] = [];
        let { served, page } = await open();
        await agree(page);
        for (let round = 1; round <= rounds; round++) {
          album = await grow(join(folder, 'photos'), album);
          if (round > 1) await page.getByRole('link', { name: 'Settings' }).click();
          await page.getByLabel('Folder with photos').fill(join(folder, 'photos'));
          await page.getByRole('button', { name: 'Scan', exact: true }).click();
          await nameAnother(page, names, `Person ${String.fromCharCode(64 + round)}.`);
          await randomWait();
          const told = await toldDone(page);
          await served.stop('SIGKILL');
          await page.context().close();
          ({ served, page } = await open());
          await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
          const kept = await analysed(page);
          console.log(`server killed at ${before} + ${told} of ${album.length} photos told; ${kept} kept`);
          expect(kept).toBeGreaterThanOrEqual(before + told);
          before = kept;
          await toPeople(page);
          for (const name of names) await person(page, name).waitFor();
        }
        await served.stop('SIGINT');
        await runCli(['scan', '--quiet', '--library', library]);
        const exported = JSON.parse(await runCli(['export', 'json', '--library', library]));
        expectWhole(exported, album, names);
        await browser.close();
      },
      300_000 + rounds * 60_000,
    );
  },
);

/** Ends the tab's process at once: no handler of the page runs. */
async function crash(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => undefined);
  await crashed;
  await page.close();
}
