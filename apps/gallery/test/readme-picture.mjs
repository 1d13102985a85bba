// Makes docs/images/gallery.png anew: a person's page over the fixtures, by the models that ship:
// node apps/gallery/test/readme-picture.mjs
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { buildPage } from '../scripts/build.mjs';
import { loadSource } from './load-source.mjs';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const { launchChromium } = await loadSource('chromium.ts');
const { compile, runCli, serveCli } = await loadSource('serve-cli.ts');
const { agree } = await loadSource('steps.ts');

/** The people of the fixtures by the first word of their files' names. */
const names = { hopper: 'Grace Hopper', collins: 'Eileen Collins' };

/** In the page: names whoever has most photos of a file name that begins so, with the close-up on the cover; their ids. */
async function nameAll(wanted) {
  const call = async (operation, input) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`/api/${operation}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(input),
    });
    return answer.json();
  };
  const ids = {};
  for (const { id } of await call('people', {})) {
    const { items } = await call('personFaces', { person: id });
    const files = await Promise.all(items.map(async ({ photo }) => (await call('photo', { photo })).file));
    const word = Object.keys(wanted).find(
      (w) => 2 * files.filter((f) => f.includes(w)).length > files.length,
    );
    if (word === undefined || word in ids) continue;
    ids[word] = id;
    await call('name', { person: id, name: wanted[word] });
    await call('cover', {
      person: id,
      face: items[files.findIndex((f) => f.includes(`${word}-close`))].face,
    });
  }
  return Object.keys(wanted).map((word) => ids[word]);
}

const library = await mkdtemp(join(tmpdir(), 'kith-picture-'));
compile();
await buildPage();
await runCli(['scan', at('../../../fixtures'), '--library', library, '--json']);
const served = await serveCli(library);
const browser = await launchChromium();
try {
  const viewport = { width: 1200, height: 680 };
  const page = await (await browser.newContext({ viewport, reducedMotion: 'reduce' })).newPage();
  await page.goto(served.url);
  await agree(page);
  await page.locator('.person-card').first().waitFor();
  const [first] = await page.evaluate(nameAll, names);
  if (first === undefined) throw new Error('nobody of the fixtures is Grace Hopper');
  await page.evaluate((id) => location.assign(`#/person/${id}`), first);
  await page.reload();
  await page.locator('.tile img').first().waitFor();
  await page.waitForTimeout(2000);
  await page.evaluate(() => document.activeElement?.blur());
  const picture = sharp(await page.screenshot()).png({ palette: true, quality: 90, effort: 10 });
  await picture.toFile(at('../../../docs/images/gallery.png'));
} finally {
  await browser.close();
  await served.stop('SIGINT');
  await rm(library, { recursive: true, force: true });
}
