import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** What a user does on the page, the same in both modes. */

/** Waits until the page shows no scan at work any more. */
export async function scanned(page: Page, timeout = 200_000): Promise<void> {
  // A scan of the fixtures may be over before it is looked for.
  await page
    .locator('.scan')
    .waitFor({ timeout: 5000 })
    .catch(() => undefined);
  await page.locator('.scan').waitFor({ state: 'detached', timeout });
  // What the page says went wrong, so that a failed run tells it.
  expect(await page.locator('.scan-error').allInnerTexts()).toEqual([]);
}

/** From now on the page keeps how long its main thread was blocked, each time for over 50 ms; returns how to ask, in ms. */
export async function watchLongTasks(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(globalThis, { longTasks: seen });
    new PerformanceObserver((list) => {
      for (const e of list.getEntries()) seen.push(e.duration);
    }).observe({ type: 'longtask' });
  });
  return () => page.evaluate(() => (globalThis as unknown as { longTasks: number[] }).longTasks);
}

export async function agree(page: Page): Promise<void> {
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Go on' }).click();
}

export const toPeople = (page: Page) => page.getByRole('link', { name: 'People' }).first().click();
export const person = (page: Page, name: string) => page.locator('.person-card', { hasText: name });
export const toast = (page: Page, text: string) => page.locator('.toast', { hasText: text }).waitFor();

/**
 * Names a person without a name, or, where the shipped models placed none (how well they group is measured
 * elsewhere), a face of nobody on its photo.
 */
export async function nameSomebody(page: Page, text: string): Promise<void> {
  await toPeople(page);
  await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
  await page.locator('.person-card, .empty, .tab').first().waitFor();
  const unnamed = person(page, 'Unnamed');
  if ((await unnamed.count()) > 0) return name(page, unnamed.first(), text);
  await page.getByRole('link', { name: /^Strangers/ }).click();
  const face = page.locator('.nobody .tile');
  try {
    await face.first().click({ timeout: 5000 });
  } catch {
    return nameSomebody(page, text); // there is nobody yet, or while a scan goes on a face of nobody became somebody's
  }
  const row = page.locator('.face-row-here');
  await row.getByRole('button', { name: 'Name', exact: true }).click();
  await row.getByRole('combobox').fill(text);
  await page.keyboard.press('Enter');
  await toast(page, text);
}

export async function rename(page: Page, from: string, to: string): Promise<void> {
  await toPeople(page);
  await name(page, person(page, from), to, 'Rename');
}

async function name(page: Page, card: Locator, text: string, button = 'Name'): Promise<void> {
  await card.click();
  await page.getByRole('button', { name: button, exact: true }).click();
  await page.getByRole('combobox', { name: 'Name' }).fill(text);
  await page.keyboard.press('Enter');
  await toast(page, text);
}

/** Faces of the person whose page is open. */
export async function faces(page: Page): Promise<number> {
  return Number((await page.locator('.tab', { hasText: 'By time' }).innerText()).match(/\d+/)?.[0]);
}

/**
 * Two names, one merged into the other, a face that is not theirs, and that taken back: what must be there after a
 * restart. Returns the faces that Grace then has.
 */
export async function nameMergeRejectUndo(page: Page): Promise<number> {
  await nameSomebody(page, 'Ada');
  await nameSomebody(page, 'Grace');
  await toPeople(page);
  await person(page, 'Grace').click();
  await page.getByRole('heading', { level: 1, name: 'Grace' }).waitFor();
  const before = await faces(page);

  await toPeople(page);
  await person(page, 'Ada').click();
  await page.getByRole('button', { name: 'Merge into …' }).click();
  await page.getByRole('combobox', { name: 'Merge into' }).fill('Gra');
  await page.getByRole('option', { name: /Grace/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Grace' }).waitFor();
  await expect.poll(() => faces(page)).toBeGreaterThan(before);
  const merged = await faces(page);

  await page.getByRole('button', { name: 'Select' }).click();
  await page.locator('.tile').first().click();
  await page.getByRole('button', { name: 'Not Grace' }).click();
  await toast(page, 'not Grace');
  await expect.poll(() => faces(page)).toBeLessThan(merged);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => faces(page)).toBe(merged);

  await page.getByRole('link', { name: 'History' }).click();
  await expect.poll(() => page.locator('.list-row').count()).toBeGreaterThanOrEqual(5);
  return merged;
}

/** Grace is there with as many faces, and with her picture. */
export async function graceIsThere(page: Page, merged: number): Promise<void> {
  await person(page, 'Grace').click();
  await expect.poll(() => faces(page)).toBe(merged);
  const picture = page.locator('.tile img').first();
  await picture.waitFor();
  await expect
    .poll(() => picture.evaluate((img) => (img as HTMLImageElement).naturalWidth))
    .toBeGreaterThan(0);
}

/** Draws a face where there is none on the first photo of the person whose page is open: it joins the photo's at once. */
export async function drawFace(page: Page): Promise<void> {
  await page.locator('.tile').first().click();
  await page.locator('.face-row').first().waitFor();
  const rows = await page.locator('.face-row').count();
  await page.getByRole('button', { name: 'Add a missed face' }).click();
  const area = await page.locator('.draw-area').boundingBox();
  if (area === null) throw new Error('the photo is not to be seen');
  await page.mouse.move(area.x + area.width * 0.02, area.y + area.height * 0.02);
  await page.mouse.down();
  await page.mouse.move(area.x + area.width * 0.16, area.y + area.height * 0.2, { steps: 4 });
  await page.mouse.up();
  await page.getByRole('button', { name: 'Add face' }).click();
  await toast(page, 'Face added');
  await expect.poll(() => page.locator('.face-row').count()).toBe(rows + 1);
  expect(await page.getByText('Will be looked at in the next scan').count()).toBe(0);
  const row = page.locator('.face-row-here');
  await row.getByRole('button', { name: 'Not a face' }).click();
  await expect.poll(() => page.locator('.face-row').count()).toBe(rows);
}

/** Asks what other thresholds would do, in earnest: the engine groups all faces again for it. */
export async function previewThresholds(page: Page): Promise<string> {
  await page.getByRole('link', { name: 'Settings' }).click();
  const slider = page.getByRole('slider', { name: /Likeness/ });
  await slider.focus();
  await page.keyboard.press('Home');
  const told = page.locator('.likeness-told');
  await expect.poll(() => told.innerText(), { timeout: 60_000 }).toMatch(/→|Nothing would change/);
  return told.innerText();
}
