import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createNodeDecoder } from '@kith/node';
import { chromiumPath } from '@kith/testkit/chromium-path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ContractResult, ScanResult } from './browser/harness-worker.js';
import { analyseInNode, compareFaces } from './browser/node-side.js';
import { startBrowser, type TestBrowser } from './browser/start-browser.js';

const root = new URL('../../../', import.meta.url).pathname;
const weights = existsSync(`${root}../shared/models`);
const ci = process.env['CI'] === 'true';
if (!chromiumPath && ci) throw new Error('no Chromium: apt-get install chromium');
if (!weights && ci) throw new Error('no reference weights at ../shared/models');

const photos = readdirSync(`${root}fixtures/photos`).sort();

describe.skipIf(!chromiumPath)('in Chromium (skipped where none is installed)', () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await startBrowser(
      { '/fixtures/': 'fixtures/', '/pack/': '../shared/models/', '/importer/': '../shared/data/importer/' },
      `${root}evaluation/packs/reference-yunet-mbf.json`,
    );
  }, 300_000);
  afterAll(() => browser?.close());

  test.each([
    ['store', 11],
    ['decoder', 8],
    ['inference', 6],
    ['source', 5],
  ])(
    'the %s keeps every promise of its contract',
    async (port, least) => {
      const results = await browser.call<ContractResult[]>('contract', port);
      expect(results.length).toBeGreaterThanOrEqual(least);
      expect(results.filter((r) => r.error)).toEqual([]);
    },
    300_000,
  );

  test('decodes the fixtures as Pillow does, upright, with their dates', async () => {
    const golden = JSON.parse(readFileSync(`${root}fixtures/golden/reference-yunet-mbf.golden.json`, 'utf8'));
    for (const { photo, size, thumbnail } of golden.photos) {
      const got = await browser.call<{
        facts: { width: number; height: number; takenAt: number | null };
        size: number[];
        thumbnail: number[];
      }>('decode', `/fixtures/photos/${photo}`, 4000);
      expect([got.facts.width, got.facts.height], photo).toEqual(size);
      expect(got.size, photo).toEqual(size);
      expect(got.facts.takenAt, photo).not.toBeNull();
      const off = got.thumbnail.map((v, i) => Math.abs(v - thumbnail[i]));
      expect(off.reduce((s, v) => s + v, 0) / off.length, photo).toBeLessThan(1.5);
    }
  }, 120_000);

  test('shrinks a large photo to the pixels that Kith for Node makes of it', async () => {
    const node = createNodeDecoder({ processes: 1 });
    for (const [name, maxSide] of [
      ['hopper-portrait.jpg', 300],
      ['collins-turned-exif.jpg', 220],
      ['together.jpg', 333],
    ] as const) {
      const theirs = await node.decode(readFileSync(`${root}fixtures/photos/${name}`), maxSide);
      if (!theirs.ok) throw new Error(theirs.reason);
      const ours = await browser.call<number[]>('pixels', `/fixtures/photos/${name}`, maxSide);
      const { data } = theirs.photo.pixels;
      expect(ours.length, name).toBe(data.length);
      // The decoders of JPEG differ by a grey level here and there (.17 on the mean); another way of shrinking gives 1.5.
      expect(ours.reduce((sum, v, i) => sum + Math.abs(v - data[i]!), 0) / data.length, name).toBeLessThan(
        0.3,
      );
    }
    await node.close();
  }, 120_000);

  test('bad files are outcomes with a reason', async () => {
    for (const name of readdirSync(`${root}fixtures/broken`)) {
      const got = await browser.call<{ reason?: string }>('decode', `/fixtures/broken/${name}`, 1000);
      expect(got.reason, name).toMatch(/empty|not a picture|damaged|decode/);
    }
  }, 60_000);

  const importer = `${root}../shared/data/importer/`;
  describe.skipIf(!existsSync(importer))('the importer set (skipped where ../shared is absent)', () => {
    type Decoded = { facts?: { width: number; height: number }; thumbnail?: number[]; reason?: string };
    const decode = (path: string) => browser.call<Decoded>('decode', `/importer/${path}`, 800);

    test('all eight EXIF orientations come out upright and alike', async () => {
      for (const kind of ['Landscape', 'Portrait']) {
        const upright = await decode(`orientation/${kind}_1.jpg`);
        for (let n = 2; n <= 8; n++) {
          const other = await decode(`orientation/${kind}_${n}.jpg`);
          expect(other.facts, `${kind} ${n}`).toMatchObject(upright.facts!);
          const off = other.thumbnail!.map((v, i) => Math.abs(v - upright.thumbnail![i]!));
          expect(off.reduce((sum, v) => sum + v, 0) / off.length, `${kind} ${n}`).toBeLessThan(6);
        }
      }
    }, 120_000);

    test('HEIC is decoded; whatever is broken or too large is an outcome', async () => {
      for (const name of readdirSync(`${importer}heic`)) {
        expect((await decode(`heic/${name}`)).thumbnail, name).toHaveLength(192);
      }
      for (const name of readdirSync(`${importer}broken`)) {
        const got = await decode(`broken/${name}`);
        expect(got.reason ?? got.thumbnail, name).toBeDefined();
      }
      expect((await decode('odd/giant-image.jpg')).reason).toMatch(/megapixels; a browser decodes up to/);
    }, 240_000);
  });

  describe.skipIf(!weights)('with the reference pack (skipped where ../shared is absent)', () => {
    let result: ScanResult;

    test('scans photos into people, in workers, with nothing from elsewhere and the page never blocked', async () => {
      const urls = photos.map((name) => `/fixtures/photos/${name}`);
      result = await browser.call<ScanResult>('scan', 'people', urls, 'wasm', 2);
      expect(result.summary.photos).toMatchObject({ seen: photos.length, indexed: photos.length, failed: 0 });
      expect(result.summary.backend).toBe('wasm');
      expect(result.pictures).toBe(result.faces.length);
      expect(browser.foreign).toEqual([]);
    }, 300_000);

    test('finds the faces that Node finds, with the same vectors', async () => {
      const own = await analyseInNode(photos.map((name) => `${root}fixtures/photos/${name}`));
      expect(compareFaces(own, result.faces)).toEqual({ missing: [], extra: [] });
    }, 120_000);

    test('a name is there after closing and opening; a second tab is turned away', async () => {
      expect(await browser.call('rename', 'people', 'Eileen')).toContain('Eileen');
      expect(await browser.call('secondOpen', 'people')).toMatch(/open in another tab/);
    }, 120_000);

    test('a tab that opens while another closes waits for it, and finds the library whole', async () => {
      expect(await browser.call('openWhileClosing', 'people')).toBe('opened');
      expect(await browser.call('rename', 'people', 'Ada')).toContain('Ada');
    }, 120_000);

    test('the exported file is an SQLite library', async () => {
      const bytes = await browser.call<number[]>('exportFile', 'people');
      expect(Buffer.from(bytes.slice(0, 15)).toString()).toBe('SQLite format 3');
    }, 60_000);
  });
});
