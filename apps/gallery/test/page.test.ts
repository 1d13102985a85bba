import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildPage } from '../scripts/build.mjs';
import type { ServedGallery } from '../src/server/serve-gallery.js';
import { launchChromium, noChromium } from './chromium.js';
import { serveFake } from './fake/serve-fake.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
let served: ServedGallery | null = null;
let context: BrowserContext | null = null;

/** The page over a fresh invented library. Any error that the page logs fails the test that follows it. */
async function open(options: Parameters<typeof serveFake>[0] = {}, view: object = {}): Promise<Page> {
  served = await serveFake({ people: 30, faces: 400, ...options });
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...view });
  const page = await context.newPage();
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (m) => m.type() === 'error' && errors.push(m.text()));
  await page.goto(served.url);
  return page;
}
let errors: string[] = [];

const person = (page: Page, name: string) => page.locator('.person-card', { hasText: name });
const toast = (page: Page, text: string) => page.locator('.toast', { hasText: text }).waitFor();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

describe.skipIf(noChromium !== null)(`the page${noChromium ? ` (skipped: ${noChromium})` : ''}`, () => {
  beforeAll(async () => {
    await buildPage();
    browser = await launchChromium();
  }, 60_000);
  afterEach(async () => {
    await context?.close();
    await served?.close();
    const seen = errors;
    errors = [];
    expect(seen).toEqual([]);
  });
  afterAll(() => browser?.close());

  it('takes the token out of the address', async () => {
    const page = await open();
    await person(page, 'Anna').waitFor();
    expect(page.url()).not.toMatch(/token/);
    await page.reload();
    await person(page, 'Anna').waitFor();
  });

  it('asks for consent before anything else', async () => {
    const page = await open({ agreed: false });
    await page.getByText('biometric data').waitFor();
    expect(await page.getByRole('button', { name: 'Go on' }).isDisabled()).toBe(true);
    await page.getByRole('checkbox').check();
    await press(page, 'Go on');
    await person(page, 'Anna').waitFor();
  });

  it('names a person, shows it everywhere, and takes it back', async () => {
    const page = await open();
    const unnamed = page.locator('.person-card', { hasText: 'Unnamed' }).first();
    await unnamed.click();
    await press(page, 'Name');
    await page.getByRole('combobox', { name: 'Name' }).fill('Zora');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Zora' }).waitFor();
    await page.getByRole('link', { name: 'People' }).first().click();
    await person(page, 'Zora').waitFor();
    await press(page, 'Undo');
    await person(page, 'Zora').waitFor({ state: 'detached' });
  });

  it('offers the name that exists, which merges, and undoes the merge', async () => {
    const page = await open();
    await person(page, 'Bela').click();
    await press(page, 'Rename');
    await page.getByRole('combobox', { name: 'Name' }).fill('ann');
    await page.getByRole('option', { name: 'Anna' }).click();
    await toast(page, 'Merged into Anna');
    await page.getByRole('heading', { level: 1, name: 'Anna' }).waitFor();
    await press(page, 'Undo');
    await page.getByRole('link', { name: 'People' }).first().click();
    await person(page, 'Bela').waitFor();
  });

  it('asks whose name stays before people of two names become one', async () => {
    const page = await open();
    await press(page, 'Select');
    const [kept = '', lost = ''] = await page.locator('.person-card .person-name').allInnerTexts();
    expect(kept).not.toBe(lost);
    await person(page, kept).first().click();
    await person(page, lost).first().click();
    await press(page, 'Same person');
    await page.getByText('Which name stays?').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: kept, exact: true }).click();
    await toast(page, `Merged into ${kept}; not called ${lost} any more`);
    await press(page, 'Undo');
    await person(page, lost).first().waitFor();
  });

  it('says that faces are not this person', async () => {
    const page = await open();
    await person(page, 'Anna').click();
    await page.locator('.tile').first().waitFor();
    const faces = async () =>
      Number((await page.locator('.tab', { hasText: 'By time' }).innerText()).match(/\d+/)?.[0]);
    const before = await faces();
    await press(page, 'Select');
    await page.locator('.tile').nth(0).click();
    await page.locator('.tile').nth(1).click();
    await press(page, 'Not Anna');
    await toast(page, '2 faces: not Anna');
    await expect.poll(faces).toBe(before - 2);
    await press(page, 'Undo');
    await expect.poll(faces).toBe(before);
  });

  it('answers questions from the keyboard, counting down', async () => {
    const page = await open();
    await page.getByRole('link', { name: /Review/ }).click();
    const left = async () => Number((await page.locator('.page-note').innerText()).match(/\d+/)?.[0]);
    await page.locator('.question').waitFor();
    const start = await left();
    const undo = page.getByRole('button', { name: /^Undo U/ });
    expect(await undo.isDisabled()).toBe(true);
    await page.keyboard.press('s');
    expect(await left()).toBe(start - 1);
    const answered = await page.locator('.question').innerText();
    await page.keyboard.press('n');
    await expect.poll(left).toBeLessThan(start - 1);
    await page.locator('.toast').waitFor();
    // The answer first, then the skip: each is there again, and there is nothing more to take back.
    await page.keyboard.press('u');
    await toast(page, 'Taken back');
    await expect.poll(left).toBe(start - 1);
    await expect.poll(() => page.locator('.question').innerText()).toBe(answered);
    await page.keyboard.press('u');
    await expect.poll(left).toBe(start);
    await expect.poll(() => undo.isDisabled()).toBe(true);
    // So it is where the toast takes an answer back.
    const first = await page.locator('.question').innerText();
    await page.keyboard.press('n');
    await expect.poll(left).toBe(start - 1);
    await page.locator('.toast', { hasText: 'Two people' }).waitFor();
    await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
    await expect.poll(left).toBe(start);
    await expect.poll(() => page.locator('.question').innerText()).toBe(first);
  });

  it('adds a missed face and removes a false one', async () => {
    const page = await open();
    await person(page, 'Anna').click();
    await page.locator('.tile').first().click();
    await page.locator('.face-row').first().waitFor();
    const rows = await page.locator('.face-row').count();
    await press(page, 'Add a missed face');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Shift+ArrowRight');
    await press(page, 'Add face');
    await toast(page, 'Kept for the next scan: the fake has no photos');
    await expect.poll(() => page.locator('.face-row').count()).toBe(rows + 1);
    await page.locator('.face-row').first().getByRole('button', { name: 'Not a face' }).click();
    await toast(page, 'Removed');
  });

  it('finds photos of people together', async () => {
    const page = await open();
    await page.getByRole('searchbox').fill('Anna and Bela');
    await page.getByRole('link', { name: 'Photos of Anna and Bela together' }).click();
    await page.getByRole('heading', { level: 1, name: 'Anna and Bela' }).waitFor();
    const together = Number((await page.locator('.page-note').innerText()).match(/\d+/)?.[0]);
    expect(together).toBeGreaterThan(0);
    expect(await page.locator('.photo-wall img').count()).toBe(Math.min(60, together));
    await page.getByRole('checkbox', { name: 'Nobody else' }).check();
    await expect.poll(async () => page.locator('.page-note').innerText()).not.toBe(`${together} photos`);
  });

  it('hides people, and shows them again', async () => {
    const page = await open();
    await person(page, 'Anna').click();
    await press(page, 'Hide');
    await toast(page, 'Anna is hidden');
    await page.getByRole('link', { name: 'People' }).first().click();
    await person(page, 'Bela').waitFor();
    expect(await person(page, 'Anna').count()).toBe(0);
    await page.getByRole('link', { name: /^Hidden/ }).click();
    await person(page, 'Anna').waitFor();
  });

  it('shows true progress, pauses and goes on', async () => {
    const page = await open();
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByLabel('Folder with photos').fill('/photos');
    await press(page, 'Scan');
    const bar = page.getByRole('progressbar', { name: 'Photos analysed' });
    await expect.poll(() => bar.getAttribute('value')).toMatch(/8|16|24/);
    await press(page, 'Pause');
    await page.getByText('Paused').waitFor();
    const at = await bar.getAttribute('value');
    await page.waitForTimeout(600);
    expect(await bar.getAttribute('value')).toBe(at);
    await press(page, 'Resume');
    await expect.poll(async () => Number(await bar.getAttribute('value'))).toBeGreaterThan(Number(at));
  });

  it('says in words when the library refuses', async () => {
    const page = await open();
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByLabel('Runs on').selectOption('gpu');
    await toast(page, 'no GPU of this machine runs the models');
    expect(await page.getByLabel('Runs on').inputValue()).toBe('auto');
    const file = { name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{}') };
    await page.getByLabel('Import JSON').setInputFiles(file);
    await toast(page, 'this is not a Kith export');
    errors = errors.filter((e) => !e.includes('409'));
  });

  it('shows what other thresholds would change before anything does', async () => {
    const page = await open();
    await page.getByRole('link', { name: 'Settings' }).click();
    const slider = page.getByRole('slider', { name: /Likeness/ });
    await slider.fill('-0.04');
    await page.getByText('30 people → 26 people, 28 faces of 400 elsewhere').waitFor();
    await page.getByText('4 would become part of another').waitFor();
    expect(await page.locator('.likeness-pairs li').count()).toBe(4);
    await press(page, 'Leave it');
    expect(await slider.inputValue()).toBe('0');
    await slider.fill('0.02');
    await page.getByText('2 groups would be parted off').waitFor();
    await press(page, 'Group like this');
    await toast(page, 'People grouped anew');
    await page.reload();
    await expect.poll(() => page.getByRole('slider', { name: /Likeness/ }).inputValue()).toBe('0.02');
  });

  it('asks before it analyses everything with other models', async () => {
    const page = await open();
    await page.getByRole('link', { name: 'Settings' }).click();
    const models = page.locator('.choice', { hasText: 'Models' }).locator('select');
    await models.selectOption('kith-small');
    await press(page, 'Keep kith-default');
    expect(await models.inputValue()).toBe('kith-default');
    await models.selectOption('kith-small');
    await press(page, 'Use kith-small');
    await toast(page, 'Every photo is analysed again');
    await page.getByRole('progressbar', { name: 'Photos analysed' }).waitFor();
    expect(await models.inputValue()).toBe('kith-small');
    await page.getByLabel('Photos at a time').selectOption('12');
    await toast(page, 'A scan is running');
    errors = errors.filter((e) => !e.includes('409'));
  });

  it('gives names and corrections out as JSON', async () => {
    const page = await open();
    await page.getByRole('link', { name: 'Settings' }).click();
    const [file] = await Promise.all([page.waitForEvent('download'), press(page, 'Export JSON')]);
    expect(file.suggestedFilename()).toBe('kith.json');
    expect(JSON.parse(readFileSync(await file.path(), 'utf8')).people).toHaveLength(30);
  });

  it('draws the map of faces, and shows the face under the pointer', async () => {
    const page = await open();
    await page.getByRole('link', { name: 'Insight' }).click();
    await press(page, 'Draw the map');
    const map = page.getByRole('img', { name: /Map of 400 faces of 30 people/ });
    await map.waitFor({ timeout: 60_000 });
    const area = await map.boundingBox();
    if (area === null) throw new Error('the map is not to be seen');
    const face = page.locator('.map-face img');
    for (let step = 0; step < 300 && (await face.count()) === 0; step++) {
      const [column, row] = [step % 20, Math.floor(step / 20)];
      await page.mouse.move(area.x + (area.width * (column + 0.5)) / 20, area.y + (area.height * row) / 15);
    }
    await face.waitFor();
    expect(await page.locator('.map-face > span:last-child').innerText()).not.toBe('');
  }, 90_000);

  it('says in figures what a scan is doing', async () => {
    const page = await open();
    await page.getByRole('link', { name: 'Settings' }).click();
    await press(page, 'Scan again');
    await page.getByRole('link', { name: 'Insight' }).click();
    const now = page.locator('.card', { hasText: 'The scan now' });
    await expect.poll(() => now.innerText()).toMatch(/Photos waiting\s+\d+/);
    expect(await now.innerText()).toMatch(/Decoded ahead, or being decoded\s+8/);
  });

  it('talks to nobody but its own server', async () => {
    const page = await open();
    const foreign: string[] = [];
    page.on('request', (r) => {
      if (!r.url().startsWith(`http://127.0.0.1:${served?.port}`) && !r.url().startsWith('blob:'))
        foreign.push(r.url());
    });
    for (const place of ['Review', 'History', 'Problems', 'Insight', 'Settings', 'People']) {
      await page
        .getByRole('link', { name: new RegExp(place) })
        .first()
        .click();
      await page.waitForTimeout(100);
    }
    expect(foreign).toEqual([]);
  });

  it.each([
    ['a desk', { width: 1280, height: 860 }],
    ['a phone', { width: 390, height: 844 }],
  ])(
    'keeps what it has just said off what one needs next, on %s',
    async (_, viewport) => {
      const page = await open({}, { viewport });
      page.setDefaultTimeout(15_000);
      const told = async (text: string, ...needed: string[]) => {
        await toast(page, text);
        for (const selector of needed) await expectApart(page, selector);
        await page.locator('.toast').getByRole('button', { name: 'Dismiss' }).click();
      };
      await person(page, 'Anna').click();
      await page.locator('.tile').first().waitFor();
      await press(page, 'Select');
      await page.locator('.tile').first().click();
      await press(page, 'Use as cover');
      await told('New cover', '.rail', '.person-actions', '.tabs');
      // A second selection under what the first has said.
      await press(page, 'Select');
      await page.locator('.tile').first().click();
      await press(page, 'Not Anna');
      await press(page, 'Select');
      await page.locator('.tile').first().click();
      await told('not Anna', '.rail', '.selection');
      await press(page, 'Done');
      await page.getByRole('link', { name: /Review/ }).click();
      await page.locator('.question').waitFor();
      await page.keyboard.press('n');
      await told('Two people', '.rail', '.answers');
      await page.getByRole('link', { name: 'People' }).first().click();
      await person(page, 'Bela').click();
      await press(page, 'Rename');
      await page.getByRole('combobox', { name: 'Name' }).fill('Zora');
      await page.keyboard.press('Enter');
      await told('This is Zora', '.rail', '.person-actions');
    },
    120_000,
  );

  it.each(['light', 'dark'] as const)(
    'has nothing that axe finds, %s',
    async (colorScheme) => {
      const page = await open({}, { colorScheme, reducedMotion: 'reduce', bypassCSP: true });
      await person(page, 'Anna').waitFor();
      const first = (await person(page, 'Anna').getAttribute('href')) ?? '';
      const places = [
        '#/',
        first,
        `${first}?view=groups`,
        '#/review',
        '#/history',
        '#/failed',
        '#/insight',
        '#/settings',
      ];
      const found: string[] = [];
      const look = async (where: string) => void found.push(...(await axeOn(page, where)));
      for (const place of places) {
        await page.evaluate((to) => location.assign(to), place);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.waitForTimeout(250);
        await look(place);
      }
      await page.evaluate((to) => location.assign(to), first);
      await press(page, 'Select');
      await page.locator('.tile').first().click();
      await look('selection');
      await press(page, 'Select');
      await page.locator('.tile').first().click();
      await page.locator('.face-row').first().waitFor();
      await look('photo');
      await page.getByRole('button', { name: 'Why?' }).first().click();
      await page.getByRole('dialog').waitFor();
      await look('dialog');
      expect(found).toEqual([]);
    },
    120_000,
  );

  it.each(['light', 'dark'] as const)(
    'nor on the first visit, in what is asked, and on people apart, %s',
    async (colorScheme) => {
      const page = await open({ agreed: false }, { colorScheme, reducedMotion: 'reduce', bypassCSP: true });
      const found: string[] = [];
      const look = async (where: string) => void found.push(...(await axeOn(page, where)));
      await page.getByText('biometric data').waitFor();
      await look('consent');
      await page.getByRole('checkbox').check();
      await press(page, 'Go on');
      await person(page, 'Anna').waitFor();
      await page.getByRole('link', { name: /^Strangers/ }).click();
      await look('strangers');
      await page.getByRole('link', { name: /^Everyone/ }).click();
      await page.getByRole('searchbox').fill('Anna and Bela');
      await look('search');
      await page.getByRole('link', { name: 'Photos of Anna and Bela together' }).click();
      await page.getByRole('heading', { level: 1, name: 'Anna and Bela' }).waitFor();
      await look('together');
      await page.getByRole('link', { name: 'Settings' }).click();
      await press(page, 'Everything …');
      await page.getByRole('dialog').waitFor();
      await look('delete');
      await press(page, 'Keep');
      await page.getByRole('slider', { name: /Likeness/ }).fill('-0.03');
      await page.getByText('would become part').waitFor();
      await look('thresholds');
      await page.getByRole('link', { name: 'People' }).first().click();
      await person(page, 'Anna').click();
      await press(page, 'Rename');
      await page.getByRole('combobox', { name: 'Name' }).fill('B');
      await page.getByRole('option').first().waitFor();
      await look('naming');
      await press(page, 'Cancel');
      await press(page, 'Merge into …');
      await page.getByRole('dialog').waitFor();
      await look('merging');
      await page.keyboard.press('Escape');
      await page.locator('.tile').first().click();
      await press(page, 'Add a missed face');
      await look('drawing');
      expect(found).toEqual([]);
    },
    120_000,
  );

  it.each([390, 768, 1440])(
    'fits %i px without scrolling sideways, right to left too',
    async (width) => {
      const page = await open({}, { viewport: { width, height: 844 } });
      await person(page, 'Anna').waitFor();
      const first = (await person(page, 'Anna').getAttribute('href')) ?? '';
      for (const dir of ['ltr', 'rtl']) {
        await page.evaluate((d) => document.documentElement.setAttribute('dir', d), dir);
        for (const place of ['#/', first, '#/review', '#/history', '#/failed', '#/insight', '#/settings']) {
          await page.evaluate((to) => location.assign(to), place);
          await page.waitForTimeout(120);
          const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          expect(`${dir} ${place} ${over}`).toBe(`${dir} ${place} ${Math.min(over, 0)}`);
        }
      }
    },
    60_000,
  );
});

/** Asks axe about the page as it is; what it finds is told in words. */
async function axeOn(page: Page, where: string): Promise<string[]> {
  await page.addScriptTag({ content: axe });
  const { violations } = await page.evaluate(() =>
    (
      globalThis as unknown as {
        axe: {
          run: (o: object) => Promise<{
            violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
          }>;
        };
      }
    ).axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }),
  );
  return violations.map((v) => `${where} ${v.id}: ${v.nodes[0]?.html} ${v.nodes[0]?.failureSummary}`);
}

/** The toast lies nowhere over the element, of which the screen shows all. */
async function expectApart(page: Page, selector: string): Promise<void> {
  // It rises for a moment.
  await page.waitForTimeout(300);
  const [said, needed] = [await boxOf(page, '.toast'), await boxOf(page, selector)];
  const isApart =
    said.x + said.width <= needed.x ||
    needed.x + needed.width <= said.x ||
    said.y + said.height <= needed.y ||
    needed.y + needed.height <= said.y;
  expect(`${selector} ${isApart ? 'free' : `under it: ${JSON.stringify([said, needed])}`}`).toBe(
    `${selector} free`,
  );
}

async function boxOf(page: Page, selector: string) {
  const box = await page.locator(selector).first().boundingBox();
  if (box === null) throw new Error(`${selector} is not to be seen`);
  return box;
}
