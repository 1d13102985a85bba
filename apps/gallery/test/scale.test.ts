import { expect, it } from 'vitest';
import { buildPage } from '../scripts/build.mjs';
import { launchChromium, noChromium } from './chromium.js';
import { measureScale } from './measure-scale.js';

// The marks are those of the full size (5,000 people, 100,000 faces: `npm run bench -w @kith/gallery`); the limits
// here leave room for a busy machine of two cores, and would still catch a grid that is not virtualised.
it.skipIf(noChromium !== null)(
  `stays quick with many people${noChromium ? ` (skipped: ${noChromium})` : ''}`,
  async () => {
    await buildPage();
    const browser = await launchChromium();
    try {
      const figures = await measureScale(browser, 2000, 30_000);
      console.log(figures);
      expect(figures.cards).toBeLessThan(150);
      expect(figures.scrolledPx).toBeGreaterThan(50_000);
      expect(figures.interactiveMs).toBeLessThan(4000);
      expect(figures.longestScrollTaskMs).toBeLessThan(250);
      expect(figures.correctionMs).toBeLessThan(400);
    } finally {
      await browser.close();
    }
  },
  120_000,
);
