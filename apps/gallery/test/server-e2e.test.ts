import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPage } from '../scripts/build.mjs';
import { launchChromium, noChromium } from './chromium.js';
import { compile, fixturePhotos, noModels, type ServedCli, serveCli } from './serve-cli.js';

const reason = noChromium ?? noModels;

describe.skipIf(reason !== null)(`kith serve in a browser${reason ? ` (skipped: ${reason})` : ''}`, () => {
  let library: string;
  let browser: Browser;
  let served: ServedCli;

  beforeAll(async () => {
    library = await mkdtemp(join(tmpdir(), 'kith-e2e-'));
    compile();
    await buildPage();
    browser = await launchChromium();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await served?.stop('SIGKILL');
    await rm(library, { recursive: true, force: true });
  });

  const open = async () => {
    served = await serveCli(library);
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    await page.goto(served.url);
    return page;
  };

  it('fresh start, folder, people, name, merge, not this person, undo, restart: all there', async () => {
    let page = await open();
    await page.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByLabel('Folder with photos').fill(fixturePhotos);
    await page.getByRole('button', { name: 'Scan' }).click();
    await page.locator('.person-card, .tab').first().waitFor();
    await expect.poll(() => state(page), { timeout: 120_000, interval: 500 }).toBe('idle');
    await page.getByRole('link', { name: 'People' }).click();
    await nameSomebody(page, 'Ada');
    await nameSomebody(page, 'Grace');
    await page.getByRole('link', { name: 'People' }).first().click();
    const before = await photosOf(page, 'Grace');

    await page.locator('.person-card', { hasText: 'Ada' }).click();
    await page.getByRole('button', { name: 'Merge into …' }).click();
    await page.getByRole('combobox', { name: 'Merge into' }).fill('Gra');
    await page.getByRole('option', { name: /Grace/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Grace' }).waitFor();
    await expect.poll(() => faces(page)).toBeGreaterThan(before);
    const merged = await faces(page);

    await page.getByRole('button', { name: 'Select' }).click();
    await page.locator('.tile').first().click();
    await page.getByRole('button', { name: 'Not Grace' }).click();
    await page.locator('.toast', { hasText: 'not Grace' }).waitFor();
    await expect.poll(() => faces(page)).toBeLessThan(merged);

    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => faces(page)).toBe(merged);
    await page.getByRole('link', { name: 'History' }).click();
    await expect.poll(() => page.locator('.list-row').count()).toBeGreaterThanOrEqual(5);

    await served.stop('SIGINT');
    page = await open();
    await page.locator('.person-card', { hasText: 'Grace' }).click();
    await expect.poll(() => faces(page)).toBe(merged);
    await page.locator('.tile img').first().waitFor();
    await expect.poll(() => pictureWidth(page)).toBeGreaterThan(0);
  }, 240_000);

  it('keeps every confirmed name though it is killed in the midst of a scan', async () => {
    await served.stop('SIGINT');
    const names = ['Grace'];
    for (let round = 0; round < 3; round++) {
      const page = await open();
      await page.locator('.person-card', { hasText: 'Grace' }).waitFor();
      await page.evaluate(scanAgain, fixturePhotos);
      await nameSomebody(page, `Person ${round}`);
      names.push(`Person ${round}`);
      await served.stop('SIGKILL');
    }
    const page = await open();
    for (const n of names) await page.locator('.person-card', { hasText: n }).waitFor();
  }, 240_000);
});

/**
 * Names a person without a name, or, where the shipped models placed none (how well they group is measured
 * elsewhere), a face of nobody on its photo.
 */
async function nameSomebody(page: Page, text: string): Promise<void> {
  await page.getByRole('link', { name: 'People' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
  const unnamed = page.locator('.person-card', { hasText: 'Unnamed' });
  if ((await unnamed.count()) > 0) return name(page, unnamed.first(), text);
  await page.getByRole('link', { name: /^Strangers/ }).click();
  await page.locator('.nobody .tile').first().click();
  const row = page.locator('.face-row-here');
  await row.getByRole('button', { name: 'Name', exact: true }).click();
  await row.getByRole('combobox').fill(text);
  await page.keyboard.press('Enter');
  await page.locator('.toast', { hasText: text }).waitFor();
}

async function name(page: Page, card: ReturnType<Page['locator']>, text: string): Promise<void> {
  await card.click();
  await page.getByRole('button', { name: 'Name', exact: true }).click();
  await page.getByRole('combobox', { name: 'Name' }).fill(text);
  await page.keyboard.press('Enter');
  await page.locator('.toast', { hasText: text }).waitFor();
}

async function faces(page: Page): Promise<number> {
  return Number((await page.locator('.tab', { hasText: 'By time' }).innerText()).match(/\d+/)?.[0]);
}

async function photosOf(page: Page, who: string): Promise<number> {
  const card = page.locator('.person-card', { hasText: who });
  return Number((await card.locator('.person-count').innerText()).match(/\d+/)?.[0]);
}

function pictureWidth(page: Page): Promise<number> {
  return page
    .locator('.tile img')
    .first()
    .evaluate((img) => (img as HTMLImageElement).naturalWidth);
}

async function state(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const response = await fetch('/api/scan', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    const { state, progress } = await response.json();
    return progress === null ? 'not begun' : state;
  });
}

async function scanAgain(folder: string): Promise<void> {
  await fetch('/api/scanStart', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ folder }),
  });
}
