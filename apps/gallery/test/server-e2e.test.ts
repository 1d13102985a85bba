import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPage } from '../scripts/build.mjs';
import { launchChromium, noChromium, patience } from './chromium.js';
import { compile, fixturePhotos, noModels, type ServedCli, serveCli } from './serve-cli.js';
import {
  agree,
  drawFace,
  graceIsThere,
  nameMergeRejectUndo,
  person,
  previewThresholds,
  scanned,
  toast,
  toPeople,
} from './steps.js';
import { careAndTakeBack } from './steps-care.js';

const reason = noChromium ?? noModels;

describe.skipIf(reason !== null)(`kith serve in a browser${reason ? ` (skipped: ${reason})` : ''}`, () => {
  let library: string;
  let photos: string;
  let browser: Browser;
  let served: ServedCli;
  let grace = 0;

  beforeAll(async () => {
    library = await mkdtemp(join(tmpdir(), 'kith-e2e-'));
    photos = await mkdtemp(join(tmpdir(), 'kith-e2e-photos-'));
    await cp(fixturePhotos, photos, { recursive: true });
    await writeFile(join(photos, 'letter.jpg'), 'Dear Anna');
    compile();
    await buildPage();
    browser = await launchChromium();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await served?.stop('SIGKILL');
    for (const dir of [library, photos]) await rm(dir, { recursive: true, force: true });
  });

  const open = async () => {
    served = await serveCli(library);
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    page.setDefaultTimeout(patience);
    await page.goto(served.url);
    return page;
  };

  it('fresh start, folder, people, name, merge, not this person, undo, restart: all there', async () => {
    let page = await open();
    await agree(page);
    await page.getByLabel('Folder with photos').fill(photos);
    await page.getByRole('button', { name: 'Scan', exact: true }).click();
    await scanned(page);
    grace = await nameMergeRejectUndo(page);
    await served.stop('SIGINT');
    page = await open();
    await graceIsThere(page, grace);
    await drawFace(page);
    await careAndTakeBack(page, 'Grace');
    await served.stop('SIGINT');
  }, 240_000);

  it('says what other thresholds would do, groups by them, and goes back', async () => {
    let page = await open();
    const told = await previewThresholds(page);
    await page.getByRole('button', { name: 'Group like this' }).click();
    await toast(page, 'People grouped anew');
    const then = /→ (\d+)/.exec(told);
    await toPeople(page);
    if (then) await expect.poll(() => page.locator('.page-note').innerText()).toContain(`${then[1]} p`);
    await person(page, 'Grace').waitFor();
    await served.stop('SIGINT');

    page = await open();
    await page.getByRole('link', { name: 'Settings' }).click();
    const slider = page.getByRole('slider', { name: /Likeness/ });
    expect(await slider.inputValue()).toBe('-0.15');
    await slider.fill('0');
    await page.getByRole('button', { name: 'Group like this' }).click();
    await toast(page, 'People grouped anew');
    await toPeople(page);
    await graceIsThere(page, grace);
  }, 240_000);

  it('keeps other settings over a restart, and refuses a GPU that is none', async () => {
    await served.stop('SIGINT');
    let page = await open();
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByLabel('Photos at a time').selectOption('8');
    await toast(page, 'Kept');
    await page.getByLabel('Runs on').selectOption('cpu');
    await expect.poll(() => page.getByLabel('Runs on').inputValue()).toBe('cpu');
    if (process.platform === 'linux') {
      await page.getByLabel('Runs on').selectOption('gpu');
      await toast(page, 'no GPU of this machine runs the models');
    }
    await served.stop('SIGINT');
    page = await open();
    await page.getByRole('link', { name: 'Settings' }).click();
    await expect.poll(() => page.getByLabel('Photos at a time').inputValue()).toBe('8');
    expect(await page.getByLabel('Runs on').inputValue()).toBe('cpu');
    await served.stop('SIGINT');
  }, 240_000);

  it('names what failed and tries it again; forgets what was computed, and then everything', async () => {
    const page = await open();
    await page.getByRole('link', { name: 'Problems' }).click();
    const failed = page.locator('.list-row', { hasText: 'letter.jpg' });
    await failed.getByText('not a picture in a format Kith reads').waitFor();
    await page.getByRole('button', { name: 'Try all again' }).click();
    await toast(page, '1 file will be tried again');
    await scanned(page);
    await failed.waitFor();

    await remove(page, 'What was computed …');
    await toPeople(page);
    await page.getByText('Nobody here yet').waitFor();
    expect(await readdir(library)).not.toContain('thumbnails');
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Scan again' }).click();
    await scanned(page);
    await toPeople(page);
    await graceIsThere(page, grace);

    await remove(page, 'Everything …', 'delete everything');
    await page.getByText('biometric data').waitFor();
    expect(await readdir(photos)).toContain('letter.jpg');
    await served.stop('SIGINT');
  }, 240_000);
});

async function remove(page: Page, button: string, confirmed?: string): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: button }).click();
  const dialog = page.getByRole('dialog');
  if (confirmed !== undefined) await dialog.getByRole('textbox').fill(confirmed);
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}
