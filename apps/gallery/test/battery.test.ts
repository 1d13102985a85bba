import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildPage } from '../scripts/build.mjs';
import { launchChromium, noChromium, patience } from './chromium.js';
import { fixturePhotos, noModels } from './serve-cli.js';
import { staticServer } from './static-server.js';
import { agree, scanned } from './steps.js';

const reason = noChromium ?? noModels;
const built = fileURLToPath(new URL('../dist/web/', import.meta.url));
const photos = readdirSync(fixturePhotos).map((name) => join(fixturePhotos, name));
let server: Awaited<ReturnType<typeof staticServer>>;

beforeAll(async () => {
  if (reason !== null) return;
  await buildPage({ mode: 'web' });
  server = await staticServer(built);
}, 240_000);
afterAll(() => server?.close());

/** In the place of the platform's battery: full and at the mains until `drain` is called. */
function fakeBattery() {
  const battery = Object.assign(new EventTarget(), { charging: true, level: 1 });
  const drain = (level: number) => {
    Object.assign(battery, { charging: false, level });
    battery.dispatchEvent(new Event('levelchange'));
  };
  Object.assign(navigator, { getBattery: async () => battery });
  Object.assign(globalThis, { drain });
}

it.skipIf(reason !== null)(
  `a scan pauses when the battery runs low, says so, and goes on when told to${reason ? ` (skipped: ${reason})` : ''}`,
  async () => {
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      page.setDefaultTimeout(patience);
      await page.addInitScript(fakeBattery);
      await page.goto(server.url);
      await agree(page);
      await page.getByLabel('Choose photos').setInputFiles(photos);
      const drain = (level: number) =>
        page.evaluate((to) => (globalThis as unknown as { drain(level: number): void }).drain(to), level);
      await page.locator('.scan').waitFor();
      await drain(0.5);
      expect(await page.getByText('Paused').count()).toBe(0);
      await drain(0.15);
      await page.locator('.scan', { hasText: 'Paused: the battery is low' }).waitFor();
      await page.getByRole('button', { name: 'Resume' }).click();
      await scanned(page);
      expect(await page.getByText('Paused').count()).toBe(0);
      expect(await page.locator('.person-card').count()).toBeGreaterThan(0);
    } finally {
      await browser.close();
    }
  },
  300_000,
);
