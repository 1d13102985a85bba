import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { buildPage } from '../scripts/build.mjs';
import { noChromium } from './chromium.js';
import { measureAlbum } from './measure-album.js';
import { compile, noModels } from './serve-cli.js';

const folder = fileURLToPath(new URL('../../../../shared/data/album-dev/photos', import.meta.url));
if (!existsSync(folder) && process.env['CI'] === 'true') throw new Error('needs ../shared/data/album-dev');
const reason =
  noChromium ?? noModels ?? (existsSync(folder) ? null : '../shared/data/album-dev is not there');

// The whole album, with its figures: npm run bench:album -w @kith/gallery
it.skipIf(reason !== null)(
  `the page finds what Node finds, with the models that ship${reason ? ` (skipped: ${reason})` : ''}`,
  async () => {
    compile();
    await buildPage({ mode: 'web' });
    const figures = await measureAlbum(folder, 10);
    console.log(figures);
    expect(figures.nodeFaces).toBeGreaterThan(0);
    expect(figures).toMatchObject({
      photos: 10,
      missing: 0,
      extra: 0,
      unlike: 0,
      facesElsewhere: 0,
      foreignRequests: 0,
    });
  },
  300_000,
);
