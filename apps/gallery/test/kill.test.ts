import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPage } from '../scripts/build.mjs';
import { chromiumArgs, chromiumPath, launchChromium, noChromium, patience } from './chromium.js';
import { compile, fixturePhotos, noModels, runCli, type ServedCli, serveCli } from './serve-cli.js';
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

/** One way to run Kith, and to end it at once. */
interface Runtime {
  readonly called: string;
  /** Opens the page, over a library that is there already or a new one. */
  open(): Promise<Page>;
  /** Has the page scan the album: all the photos, or the folder that holds them. */
  scan(page: Page, photos: readonly string[]): Promise<void>;
  kill(page: Page): Promise<void>;
  /** After a last scan of what is left: the library as JSON. */
  exported(page: Page, photos: readonly string[]): Promise<Exported>;
  close(): Promise<void>;
}

/** Names somebody during a scan and kills it, again and again: what was told is kept, and the end is as if undisturbed. */
async function survives(runtime: Runtime, folder: string): Promise<void> {
  let album: string[] = [];
  const names: string[] = [];
  let before = 0;
  let page = await runtime.open();
  await agree(page);
  for (let round = 1; round <= rounds; round++) {
    album = await grow(folder, album);
    await runtime.scan(page, album);
    await nameAnother(page, names, `Person ${String.fromCharCode(64 + round)}.`);
    // Every other kill falls after the first batch: on a busy machine all of them would fall into the listing.
    if (round % 2 === 0) await expect.poll(() => toldDone(page), { timeout: patience }).toBeGreaterThan(0);
    await randomWait();
    const told = await toldDone(page);
    await runtime.kill(page);
    page = await runtime.open();
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
    const kept = await analysed(page);
    const { called } = runtime;
    console.log(`${called} killed at ${before} + ${told} of ${album.length} photos told; ${kept} kept`);
    expect(kept).toBeGreaterThanOrEqual(before + told);
    before = kept;
    await toPeople(page);
    for (const name of names) await person(page, name).waitFor();
  }
  expectWhole(await runtime.exported(page, album), album, names);
  await runtime.close();
}

/** The page that holds the whole library; its tab is killed. */
async function tab(profile: string): Promise<Runtime> {
  const server = await staticServer(built);
  const context: BrowserContext = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath,
    args: [...chromiumArgs],
  });
  const pick = async (page: Page, photos: readonly string[]) => {
    const input = page.getByLabel('Choose photos');
    const settings = page.getByRole('link', { name: 'Settings' });
    await input.or(settings).first().waitFor({ state: 'attached' });
    if ((await input.count()) === 0) await settings.click();
    await input.setInputFiles([...photos]);
  };
  return {
    called: 'tab',
    async open() {
      const page = await context.newPage();
      page.setDefaultTimeout(patience);
      await page.goto(server.url);
      return page;
    },
    scan: pick,
    kill: (page) => crash(context, page),
    async exported(page, photos) {
      await pick(page, photos);
      await scanned(page, 200_000 + rounds * 30_000);
      await page.getByRole('link', { name: 'Settings' }).click();
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Export JSON' }).click(),
      ]);
      return JSON.parse(await readFile(await file.path(), 'utf8'));
    },
    async close() {
      await context.close();
      await server.close();
    },
  };
}

/** `kith serve`; its process is killed. */
async function server(library: string, photos: string): Promise<Runtime> {
  const browser: Browser = await launchChromium();
  let served: ServedCli;
  return {
    called: 'server',
    async open() {
      served = await serveCli(library);
      const page = await (await browser.newContext()).newPage();
      page.setDefaultTimeout(patience);
      await page.goto(served.url);
      return page;
    },
    async scan(page) {
      const field = page.getByLabel('Folder with photos');
      const settings = page.getByRole('link', { name: 'Settings' });
      await field.or(settings).first().waitFor();
      if ((await field.count()) === 0) await settings.click();
      await field.fill(photos);
      await page.getByRole('button', { name: 'Scan', exact: true }).click();
    },
    async kill(page) {
      await served.stop('SIGKILL');
      await page.context().close();
    },
    async exported() {
      await served.stop('SIGINT');
      await runCli(['scan', '--quiet', '--library', library]);
      return JSON.parse(await runCli(['export', 'json', '--library', library]));
    },
    close: () => browser.close(),
  };
}

describe.skipIf(reason !== null)(
  `killed in the midst of a scan${reason ? ` (skipped: ${reason})` : ''}`,
  () => {
    const timeout = 300_000 + rounds * 60_000;
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
      async () => survives(await tab(join(folder, 'profile')), join(folder, 'picked')),
      timeout,
    );

    it(
      `the server, ${rounds} times: nothing confirmed is lost`,
      async () => {
        const photos = join(folder, 'photos');
        await survives(await server(join(folder, 'library'), photos), photos);
      },
      timeout,
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
