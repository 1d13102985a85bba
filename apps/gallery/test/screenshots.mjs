// Pictures of every page over an invented library, to look at: node apps/gallery/test/screenshots.mjs <folder>
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { buildPage } from '../scripts/build.mjs';
import { loadSource } from './load-source.mjs';

const folder = process.argv[2] ?? 'screenshots';
/** `phone`, or `phone-photo`: one view, or one page of it. */
const only = process.argv[3] ?? '';
const { serveFake } = await loadSource('fake/serve-fake.ts');
const { chromiumArgs, chromiumPath } = await loadSource('chromium.ts');

const views = {
  desktop: { viewport: { width: 1280, height: 860 }, colorScheme: 'light' },
  dark: { viewport: { width: 1280, height: 860 }, colorScheme: 'dark' },
  phone: {
    viewport: { width: 390, height: 844 },
    colorScheme: 'light',
    deviceScaleFactor: 2,
    hasTouch: true,
  },
  rtl: { viewport: { width: 820, height: 860 }, colorScheme: 'light' },
};

mkdirSync(folder, { recursive: true });
await buildPage();
const browser = await chromium.launch({ executablePath: chromiumPath, args: [...chromiumArgs] });
for (const [view, options] of Object.entries(views).filter(
  ([name]) => only === '' || only.startsWith(name),
)) {
  const served = await serveFake({ people: 40, faces: 700 });
  const page = await (await browser.newContext({ ...options, reducedMotion: 'reduce' })).newPage();
  await page.goto(served.url);
  await page.locator('.person-card').first().waitFor();
  if (view === 'rtl') await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
  const first = (await page.locator('.person-card').first().getAttribute('href')) ?? '#/';
  const places = {
    people: '#/',
    person: first,
    groups: `${first}?view=groups`,
    review: '#/review',
    history: '#/history',
    problems: '#/failed',
    insight: '#/insight',
    settings: '#/settings',
  };
  const shoot = async (name) => {
    await page.waitForTimeout(500);
    if (`${view}-${name}`.startsWith(only)) await page.screenshot({ path: `${folder}/${view}-${name}.png` });
  };
  for (const [name, place] of Object.entries(places)) {
    await page.evaluate((to) => location.assign(to), place);
    if (name === 'insight') await page.getByRole('button', { name: 'Draw the map' }).click();
    if (name === 'insight') await page.locator('.map svg, .map canvas').first().waitFor({ timeout: 120_000 });
    await shoot(name);
  }
  await page.evaluate((to) => location.assign(to), first);
  await page.locator('.tile').first().click();
  await page.locator('.face-row').first().waitFor();
  await shoot('photo');
  await page.getByRole('button', { name: 'Add a missed face' }).click();
  await shoot('draw');
  await page.evaluate((to) => location.assign(to), '#/settings');
  await page.getByRole('slider').first().fill('-0.03');
  await page.getByText('would become part').waitFor();
  await shoot('thresholds');
  await page.context().close();
  await served.close();
}
await browser.close();
