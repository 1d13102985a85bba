import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import { buildPage } from '../scripts/build.mjs';

const page = fileURLToPath(new URL('../dist/page/', import.meta.url));
const limit = 300_000;

beforeAll(async () => void (await buildPage()), 60_000);

/** What the first visit loads: the page, and the scripts and styles that it names. */
it(`is at most ${limit / 1000} kB gzip on first load, and names nothing elsewhere`, () => {
  const html = readFileSync(`${page}index.html`, 'utf8');
  const names = [...html.matchAll(/(?:src|href)="\.\/([^"]+\.(?:js|css|svg))"/g)].map((m) => m[1] as string);
  expect(names.length).toBeGreaterThanOrEqual(3);
  const bytes = [html, ...names.map((n) => readFileSync(page + n))].reduce(
    (n, b) => n + gzipSync(b).length,
    0,
  );
  console.log(`first load: ${(bytes / 1000).toFixed(1)} kB gzip in ${names.length + 1} files`);
  expect(bytes).toBeLessThan(limit);
  expect(html).not.toMatch(/https?:\/\//);
});
