import { readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPage } from '../scripts/build.mjs';
import { noChromium } from './chromium.js';
import { answerFolderPicker } from './pick-folder.js';
import { fixturePhotos, noModels, runCli, serveCli } from './serve-cli.js';
import { agree, scanned, toPeople } from './steps.js';
import { openWebStage, type WebStage } from './web-stage.js';

const reason = noChromium ?? noModels;
const photos = readdirSync(fixturePhotos).length;

/** Pictures do not travel with a library: they are made again from the photos, and until then the page says so. */
describe.skipIf(reason !== null)(`a library that moves${reason ? ` (skipped: ${reason})` : ''}`, () => {
  let stage: WebStage;
  beforeAll(async () => {
    await buildPage();
    stage = await openWebStage('moves');
  }, 300_000);
  afterAll(() => stage?.close());

  const open = async (url: string) => {
    const page = await stage.newPage();
    await answerFolderPicker(page, fixturePhotos);
    await page.goto(url);
    return page;
  };

  it('from a computer into the browser: people at once, their pictures once the folder is chosen', async () => {
    const library = join(stage.work, 'computer');
    await runCli(['scan', fixturePhotos, '--library', library, '--quiet']);
    const page = await open(stage.url);
    await agree(page);
    await Promise.all([
      page.waitForEvent('load'),
      page.getByLabel('Begin with a library from elsewhere').setInputFiles(join(library, 'library.db')),
    ]);
    await agree(page); // of this library nobody has been asked yet
    await lacksPictures(page);
    await page.getByRole('link', { name: 'Choose the folder' }).click();
    await page.getByRole('button', { name: 'Choose a folder' }).click();
    await scanned(page);
    await hasPictures(page);
    await page.context().close();
  }, 300_000);

  it('from the browser to a computer', async () => {
    const page = await open(stage.url);
    await agree(page);
    await page.getByRole('button', { name: 'Choose a folder' }).click();
    await scanned(page);
    await hasPictures(page);
    await page.getByRole('link', { name: 'Settings' }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export the library' }).click(),
    ]);
    const library = join(stage.work, 'browser');
    await mkdir(library);
    await file.saveAs(join(library, 'library.db'));
    await page.context().close();

    const served = await serveCli(library);
    const there = await open(served.url);
    await lacksPictures(there);
    await there.getByRole('link', { name: 'Choose the folder' }).click();
    await there.getByLabel('Folder with photos').fill(fixturePhotos);
    await there.getByRole('button', { name: 'Scan', exact: true }).click();
    await scanned(there);
    await hasPictures(there);
    await there.context().close();
    await served.stop('SIGINT');
  }, 300_000);
});

async function lacksPictures(page: Page): Promise<void> {
  await toPeople(page);
  await page.getByText(`${photos} photos of this library are not on this device yet`).waitFor();
  await page.locator('.person-card .no-face').first().waitFor();
}

async function hasPictures(page: Page): Promise<void> {
  await toPeople(page);
  const picture = page.locator('.person-card img').first();
  await picture.waitFor();
  await expect
    .poll(() => picture.evaluate((img) => (img as HTMLImageElement).naturalWidth))
    .toBeGreaterThan(0);
  await expect.poll(() => page.locator('.no-face').count()).toBe(0);
  await expect.poll(() => page.getByText('not on this device yet').count()).toBe(0);
}
