import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { faces, person, toast, toPeople } from './steps.js';

/**
 * All else that is said of a person on their page: birth date, cover, a face that is somebody of their own, hidden. Then
 * each is taken back in the history, and the person is as before.
 */
export async function careAndTakeBack(page: Page, name: string): Promise<void> {
  await toPeople(page);
  await person(page, name).click();
  await page.locator('.tile').nth(1).waitFor();
  const before = await faces(page);

  await page.getByRole('button', { name: 'Add birth date' }).click();
  await page.getByLabel('Born').fill('1984-05-31');
  await page.keyboard.press('Enter');
  await toast(page, 'Birth date kept');
  await page.getByRole('button', { name: /^Born .*1984/ }).waitFor();

  await page.getByRole('button', { name: 'Select', exact: true }).click();
  await page.locator('.tile').nth(1).click();
  await page.getByRole('button', { name: 'Use as cover' }).click();
  await toast(page, 'New cover');

  await page.getByRole('button', { name: 'Select', exact: true }).click();
  await page.locator('.tile').first().click();
  await page.getByRole('button', { name: 'Own person' }).click();
  await toast(page, 'split off');
  await expect.poll(() => faces(page)).toBeLessThan(before);

  await page.getByRole('button', { name: 'Hide', exact: true }).click();
  await toast(page, `${name} is hidden`);
  await page.locator('.chip', { hasText: 'Hidden' }).waitFor();

  await page.getByRole('link', { name: 'History' }).click();
  const said = [`Hid ${name}`, 'Made 1 face a person', `Chose the cover of ${name}`, 'Set the birth date'];
  for (const sentence of said) {
    const row = page.locator('.list-row', { hasText: new RegExp(`^${sentence}`) });
    await row
      .first()
      .getByRole('button', { name: /^Undo:/ })
      .click();
    await page
      .locator('.list-row-undone', { hasText: new RegExp(`^${sentence}`) })
      .first()
      .waitFor();
  }
  await toPeople(page);
  await person(page, name).click();
  await page.getByRole('button', { name: 'Add birth date' }).waitFor();
  await expect.poll(() => faces(page)).toBe(before);
  expect(await page.locator('.chip', { hasText: 'Hidden' }).count()).toBe(0);
}
