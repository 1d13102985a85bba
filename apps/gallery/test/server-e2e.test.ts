import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
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

const reason = noChromium ?? noModels;

describe.skipIf(reason !== null)(`kith serve in a browser${reason ? ` (skipped: ${reason})` : ''}`, () => {
  let library: string;
  let browser: Browser;
  let served: ServedCli;
  let grace = 0;

  beforeAll(async () => {
    library = await mkdtemp(join(tmpdir(), 'kith-e2e-'));
    compile();
    await buildPage();
    browser = await launchChromium();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await served?.stop('SIGKILL');
    await rm(library, { recursive: true, force: true });
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
    await page.getByLabel('Folder with photos').fill(fixturePhotos);
    await page.getByRole('button', { name: 'Scan', exact: true }).click();
    await scanned(page);
    grace = await nameMergeRejectUndo(page);
    await served.stop('SIGINT');
    page = await open();
    await graceIsThere(page, grace);
    await drawFace(page);
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
  }, 240_000);
});
