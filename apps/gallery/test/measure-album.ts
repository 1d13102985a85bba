import { readdirSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { boxIou } from '@kith/core/geometry';
import { compareGrouping } from '@kith/core/pipeline';
import type { StoredFace } from '@kith/core/ports';
import type { ModelKey } from '@kith/core/vectors';
import { openNodeStore } from '@kith/node';
import { chromium } from 'playwright-core';
import { chromiumArgs, chromiumPath, patience } from './chromium.js';
import { answerFolderPicker, fillPickedFolder } from './pick-folder.js';
import { watchBrowserMemory } from './process-memory.js';
import { runCli } from './serve-cli.js';
import { staticServer } from './static-server.js';
import { agree, watchLongTasks } from './steps.js';

const built = fileURLToPath(new URL('../dist/web/', import.meta.url));

export interface AlbumFigures {
  readonly photos: number;
  readonly nodeFaces: number;
  readonly browserFaces: number;
  /** Faces of one side that the other has not (IoU ≥ 0.9). */
  readonly missing: number;
  readonly extra: number;
  /** Faces of both whose vectors are farther apart than a cosine of 0.995. */
  readonly unlike: number;
  readonly leastIou: number;
  readonly leastCosine: number;
  readonly nodePeople: number;
  readonly browserPeople: number;
  /** Faces that are with other people than in Node. */
  readonly facesElsewhere: number;
  readonly nodePhotosPerSecond: number;
  readonly browserPhotosPerSecond: number;
  readonly tabPeakMb: number;
  readonly browserPeakMb: number;
  /** Of the page's main thread, from the picking of the folder to the end of the scan. */
  readonly longTasks: number;
  readonly longestTaskMs: number;
  readonly foreignRequests: number;
}

/** Scans the first `limit` photos of a folder with `kith scan` on one thread, then in the page, and compares. */
export async function measureAlbum(folder: string, limit: number): Promise<AlbumFigures> {
  const work = await mkdtemp(join(tmpdir(), 'kith-album-'));
  try {
    const names = readdirSync(folder).sort().slice(0, limit);
    const photos = join(work, 'photos');
    await mkdir(photos);
    for (const name of names) await copyFile(join(folder, name), join(photos, name));
    const node = join(work, 'node');
    const summary = JSON.parse(await runCli(['scan', photos, '--library', node, '--threads', '1', '--json']));
    const browser = join(work, 'browser');
    const inPage = await scanInPage(photos, browser, join(work, 'profile'));
    return {
      photos: names.length,
      ...(await compareLibraries(node, browser, summary.pack)),
      nodePhotosPerSecond: summary.photosPerSecond,
      ...inPage,
    };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

type InPage = Pick<
  AlbumFigures,
  'browserPhotosPerSecond' | 'tabPeakMb' | 'browserPeakMb' | 'longTasks' | 'longestTaskMs' | 'foreignRequests'
>;

async function scanInPage(folder: string, library: string, profile: string): Promise<InPage> {
  const server = await staticServer(built);
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath,
    args: [...chromiumArgs],
    viewport: { width: 1280, height: 900 },
  });
  try {
    const foreign: string[] = [];
    const own = new URL(server.url).origin;
    context.on('request', (r) => {
      if (!r.url().startsWith(own) && !/^(blob|data):/.test(r.url())) foreign.push(r.url());
    });
    const page = await context.newPage();
    page.setDefaultTimeout(patience);
    await answerFolderPicker(page, folder);
    await page.goto(server.url);
    await agree(page);
    const choose = page.getByRole('button', { name: 'Choose a folder' });
    await choose.waitFor();
    await fillPickedFolder(page);
    const longTasks = await watchLongTasks(page);
    const memory = watchBrowserMemory();
    await choose.click();
    await page.locator('.scan').waitFor();
    await page.locator('.scan').waitFor({ state: 'detached', timeout: 1_800_000 });
    const { tabMb, browserMb } = memory();
    const tasks = await longTasks();
    await page.getByRole('link', { name: 'Insight' }).click();
    const rate = page.locator('.figures div', { hasText: 'Photos per second' }).locator('dd');
    const browserPhotosPerSecond = Number(await rate.innerText());
    await page.getByRole('link', { name: 'Settings' }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export the library' }).click(),
    ]);
    await mkdir(library);
    await file.saveAs(join(library, 'library.db'));
    return {
      browserPhotosPerSecond,
      tabPeakMb: tabMb,
      browserPeakMb: browserMb,
      longTasks: tasks.length,
      longestTaskMs: Math.round(Math.max(0, ...tasks)),
      foreignRequests: foreign.length,
    };
  } finally {
    await context.close();
    await server.close();
  }
}

type Comparison = Pick<
  AlbumFigures,
  | 'nodeFaces'
  | 'browserFaces'
  | 'missing'
  | 'extra'
  | 'unlike'
  | 'leastIou'
  | 'leastCosine'
  | 'nodePeople'
  | 'browserPeople'
  | 'facesElsewhere'
>;

async function facesOf(dir: string, model: ModelKey): Promise<StoredFace[]> {
  const store = await openNodeStore({ dir, mode: 'read' });
  const faces: StoredFace[] = [];
  for await (const face of store.faces(model)) faces.push(face);
  await store.close();
  return faces;
}

async function compareLibraries(node: string, browser: string, model: ModelKey): Promise<Comparison> {
  const [a, b] = [await facesOf(node, model), await facesOf(browser, model)];
  const pairs = a.flatMap((mine) => {
    const [best] = b
      .filter((theirs) => theirs.photo === mine.photo)
      .map((theirs) => ({ mine, theirs, iou: boxIou(mine.box, theirs.box), cosine: dot(mine, theirs) }))
      .sort((p, q) => q.iou - p.iou);
    return best && best.iou >= 0.5 ? [best] : [];
  });
  const same = pairs.filter(({ iou }) => iou >= 0.9);
  const then = new Map(pairs.map(({ mine, theirs }) => [mine.id, theirs.person]));
  const change = compareGrouping(
    new Map(pairs.map(({ mine }) => [mine.id, mine.person])),
    (face) => then.get(face) ?? null,
  );
  const people = (faces: readonly StoredFace[]) => new Set(faces.map((f) => f.person).filter(Boolean)).size;
  return {
    nodeFaces: a.length,
    browserFaces: b.length,
    missing: a.length - same.length,
    extra: b.length - same.length,
    unlike: same.filter(({ cosine }) => cosine < 0.995).length,
    leastIou: rounded(Math.min(1, ...pairs.map((p) => p.iou))),
    leastCosine: rounded(Math.min(1, ...pairs.map((p) => p.cosine))),
    nodePeople: people(a),
    browserPeople: people(b),
    facesElsewhere: change.moved,
  };
}

const dot = (a: StoredFace, b: StoredFace) =>
  a.vector.values.reduce((sum, v, i) => sum + v * (b.vector.values[i] ?? 0), 0);

const rounded = (value: number) => Math.round(value * 1e4) / 1e4;
