import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noChromium } from './chromium.js';
import { answerFolderPicker } from './pick-folder.js';
import { fixturePhotos, noModels, runCli } from './serve-cli.js';
import { agree, person, scanned, toast, toPeople } from './steps.js';
import { openWebStage, type WebStage } from './web-stage.js';

const reason = noChromium ?? noModels;
// One of them is stored a quarter turn aside (EXIF orientation 6).
const names = ['collins-portrait.jpg', 'collins-dark.jpg', 'collins-turned-exif.jpg'];
const called = 'Ada <A> & "B"';

/** Names go from one mode to the other in XMP sidecars, and come back. */
describe.skipIf(reason !== null)(`XMP sidecars${reason ? ` (skipped: ${reason})` : ''}`, () => {
  let stage: WebStage;
  let photos: string;
  beforeAll(async () => {
    stage = await openWebStage('xmp');
    photos = join(stage.work, 'photos');
    mkdirSync(photos);
    for (const name of names) cpSync(join(fixturePhotos, name), join(photos, name));
  }, 300_000);
  afterAll(() => stage?.close());

  const cli = async (...args: string[]) =>
    JSON.parse(await runCli([...args, '--json', '--library', join(stage.work, 'library')]));
  /** The page after a scan of the folder: one person, three photos. */
  const open = async (opensFolders: boolean) => {
    const page = await stage.newPage();
    if (opensFolders) await answerFolderPicker(page, photos);
    else await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'showDirectoryPicker'));
    await page.goto(stage.url);
    await agree(page);
    if (opensFolders) await page.getByRole('button', { name: 'Choose a folder' }).click();
    else await page.getByLabel('Choose a folder').setInputFiles(photos);
    await scanned(page);
    return page;
  };
  const settings = (page: Page) => page.getByRole('link', { name: 'Settings' }).click();
  const sidecarsOnDisk = () =>
    new Map(
      readdirSync(photos)
        .filter((f) => f.endsWith('.xmp'))
        .map((f) => [f, readFileSync(join(photos, f), 'utf8')]),
    );

  it('written by the browser into the folder are read by the command line, turned photos too', async () => {
    const page = await open(true);
    await toPeople(page);
    await person(page, 'Unnamed').click();
    await page.getByRole('button', { name: 'Name', exact: true }).click();
    await page.getByRole('combobox', { name: 'Name' }).fill(called);
    await page.keyboard.press('Enter');
    await toast(page, called);
    await settings(page);
    await page.getByRole('button', { name: 'Write XMP sidecars' }).click();
    await toast(page, '3 sidecars written');
    await page.getByRole('button', { name: 'Write XMP sidecars' }).click();
    await toast(page, '3 already right');
    for (const [name, text] of await filesOfPicked(page)) writeFileSync(join(photos, name), text);
    await page.context().close();

    expect([...sidecarsOnDisk().keys()].sort()).toEqual(names.map((n) => `${n}.xmp`).sort());
    await runCli(['scan', photos, '--library', join(stage.work, 'library'), '--quiet']);
    const imported = await cli('import', 'xmp');
    expect(imported).toMatchObject({ sidecars: 3, regions: 3, matched: 3, names: [called], problems: [] });
    const before = sidecarsOnDisk();
    // What the command line has to say is there already, in the same places of the stored pictures.
    expect(await cli('export', 'xmp')).toMatchObject({ written: 0, unchanged: 3 });
    expect(sidecarsOnDisk()).toEqual(before);
  }, 300_000);

  it('written by the command line are read by the browser; a broken one is named and stays as it is', async () => {
    for (const name of names) await rm(join(photos, `${name}.xmp`), { force: true });
    expect(await cli('export', 'xmp')).toMatchObject({ written: 3 });
    writeFileSync(join(photos, 'collins-dark.xmp'), '<x:xmpmeta><rdf:RDF>');
    const page = await open(true);
    await settings(page);
    await page.getByRole('button', { name: 'Read XMP sidecars' }).click();
    await toast(page, '3 sidecars read, 3 faces named, 1 could not be read');
    await page.getByText(/Picked\/collins-dark\.xmp: not well-formed XML/).waitFor();
    await toPeople(page);
    await person(page, called).waitFor();
    expect((await filesOfPicked(page)).get('collins-dark.xmp')).toBe('<x:xmpmeta><rdf:RDF>');
    await page.getByRole('link', { name: 'History' }).click();
    await page.getByRole('button', { name: /^Undo:/ }).click();
    await toPeople(page);
    await person(page, 'Unnamed').waitFor();
    await page.context().close();
    await rm(join(photos, 'collins-dark.xmp'));
  }, 300_000);

  it('come as one archive where a page may not write, with what other programs wrote in them', async () => {
    const foreign = '<!-- a note of another program -->';
    const [first = ''] = sidecarsOnDisk().keys();
    const kept = readFileSync(join(photos, first), 'utf8').replace(/<x:xmpmeta/, `${foreign}<x:xmpmeta`);
    writeFileSync(join(photos, first), kept);
    const page = await open(false);
    await settings(page);
    await page.getByLabel('Read XMP sidecars of a folder').setInputFiles(photos);
    await toast(page, '3 sidecars read, 3 faces named');
    await toPeople(page);
    await person(page, called).click();
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByRole('combobox', { name: 'Name' }).fill('Eve');
    await page.keyboard.press('Enter');
    await toast(page, 'Eve');
    await settings(page);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByLabel('Make XMP sidecars for a folder').setInputFiles(photos),
    ]);
    expect(file.suggestedFilename()).toBe('kith-xmp.zip');
    await toast(page, '3 sidecars in kith-xmp.zip');
    const made = unzipSync(readFileSync(await file.path()));
    await page.context().close();
    for (const [name, bytes] of Object.entries(made)) writeFileSync(join(photos, name), bytes);
    expect(sidecarsOnDisk().get(first)).toContain(foreign);
    expect(await cli('import', 'xmp')).toMatchObject({ matched: 3, names: ['Eve'], problems: [] });
  }, 300_000);
});

/** The texts beside the photos in the folder that the page was given. */
async function filesOfPicked(page: Page): Promise<Map<string, string>> {
  const texts = await page.evaluate(async () => {
    const test = globalThis as unknown as { pickedFolder(): Promise<FileSystemDirectoryHandle> };
    const found: [string, string][] = [];
    const folder = (await test.pickedFolder()) as unknown as {
      values(): AsyncIterable<FileSystemFileHandle>;
    };
    for await (const handle of folder.values())
      if (handle.name.endsWith('.xmp')) found.push([handle.name, await (await handle.getFile()).text()]);
    return found;
  });
  return new Map(texts);
}
