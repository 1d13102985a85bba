import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { buildPage } from '../scripts/build.mjs';

const limit = 300_000;

/** What the first visit loads: the page, the scripts and styles that it names, and the worker that it starts. */
describe.each(['page', 'web'])('the %s', (name) => {
  it(`is at most ${limit / 1000} kB gzip on first load, and names nothing elsewhere`, async () => {
    await buildPage({ mode: name === 'web' ? 'web' : 'production' });
    const folder = fileURLToPath(new URL(`../dist/${name}/`, import.meta.url));
    const html = readFileSync(`${folder}index.html`, 'utf8');
    const named = [...html.matchAll(/(?:src|href)="\.\/([^"]+\.(?:js|css|svg))"/g)].map(
      (m) => m[1] as string,
    );
    expect(named.length).toBeGreaterThanOrEqual(3);
    const workers = readdirSync(`${folder}assets`).filter((f) => /^gallery-worker-.*\.js$/.test(f));
    expect(workers).toHaveLength(name === 'web' ? 1 : 0);
    const files = [...named, ...workers.map((f) => `assets/${f}`)];
    const bytes = [html, ...files.map((f) => readFileSync(folder + f))].map((b) => gzipSync(b).length);
    const total = bytes.reduce((sum, n) => sum + n, 0);
    console.log(`${name}: first load ${(total / 1000).toFixed(1)} kB gzip in ${files.length + 1} files`);
    expect(total).toBeLessThan(limit);
    expect(html).not.toMatch(/https?:\/\//);
  }, 240_000);
});
