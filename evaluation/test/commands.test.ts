import { cp, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createEval } from '../src/create-eval.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const models = join(root, 'models');
const shots = ['portrait', 'close', 'dark', 'small'] as const;
const people = ['collins', 'hopper'] as const;
let data: string;

/** Copies a fixture photo, as it is or as a picture of 112 × 112 pixels. */
async function put(person: string, shot: string, to: string, crop = false): Promise<void> {
  const [from, path] = [join(root, `fixtures/photos/${person}-${shot}.jpg`), join(data, to)];
  await mkdir(dirname(path), { recursive: true });
  if (crop) await sharp(from).resize(112, 112).toFile(path);
  else await cp(from, path);
}

/** Our own fixtures in the shape of each protocol: an album with labels, folders of crops, LFW's folders and pairs. */
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'kith-eval-'));
  const labels = ['photo,person'];
  for (const person of people) {
    for (const [at, shot] of shots.entries()) {
      await put(person, shot, `album-dev/photos/${person}-${shot}.jpg`);
      labels.push(`${person}-${shot}.jpg,${person}`);
      await put(person, shot, `families-dev/${person}/one/${shot}.jpg`, true);
      await put(person, shot, `lfw/${person}/${person}_${String(at + 1).padStart(4, '0')}.jpg`);
    }
  }
  await writeFile(join(data, 'album-dev/labels.csv'), `${labels.join('\n')}\n`);
  const fold = (i: number, j: number) => [
    `collins\t${i}\t${j}`,
    `hopper\t${i}\t${j}`,
    `collins\t${i}\thopper\t${j}`,
    `collins\t${j}\thopper\t${i}`,
  ];
  await writeFile(join(data, 'pairs.txt'), ['2\t2', ...fold(1, 2), ...fold(3, 4)].join('\n'));
});

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

/** Runs `kith eval` and returns what it printed. */
async function kithEval(...args: readonly string[]): Promise<string> {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  await createEval().parseAsync([...args, '--cache', join(data, 'cache')], { from: 'user' });
  const printed = log.mock.calls.map((call) => call.join(' ')).join('\n');
  log.mockRestore();
  return printed;
}

/** What every run over people prints first with --json. */
const stable = [
  ...['protocol', 'pack', 'weightsSha256', 'photos', 'faces', 'people', 'pairwise', 'bcubed', 'nmi', 'ari'],
  ...['found', 'merged', 'fragmented', 'unassigned', 'msPerFace', 'peakRssMb'],
];

describe('kith eval', () => {
  it('album: two people of eight photos, with the stable keys in --json', async () => {
    const found = JSON.parse(await kithEval('album', join(data, 'album-dev'), '--models', models, '--json'));
    expect(Object.keys(found).slice(0, stable.length)).toEqual(stable);
    expect(found).toMatchObject({ protocol: 'album-dev', photos: 8, merged: 0, truePeople: 2 });
    expect(found.faces).toBeGreaterThanOrEqual(8);
    const { weightsSha256, pairwise, bcubed, msPerFace } = found;
    expect(weightsSha256).toMatch(/^[0-9a-f]{64}$/);
    for (const rates of [pairwise, bcubed]) expect(Object.keys(rates)).toEqual(['p', 'r', 'f']);
    expect(bcubed.f).toBeGreaterThan(0.6);
    expect(msPerFace.median).toBeGreaterThan(0);
  });

  it('crops: pictures that are faces already, by identity folder', async () => {
    const found = JSON.parse(
      await kithEval('crops', join(data, 'families-dev'), '--models', models, '--json'),
    );
    expect(Object.keys(found).slice(0, stable.length)).toEqual(stable);
    expect(found).toMatchObject({ protocol: 'families-dev', photos: 8, faces: 8, labelledFaces: 8 });
  });

  it('verify: pairs in the form of LFW, through the whole pipeline', async () => {
    const args = ['verify', '--pairs', join(data, 'pairs.txt'), '--images', join(data, 'lfw')];
    const found = JSON.parse(await kithEval(...args, '--models', models, '--json'));
    expect(found).toMatchObject({ pairs: 8, picturesWithoutFace: 0 });
    expect(found.accuracy.mean).toBeGreaterThanOrEqual(0.75);
    expect(found.tarAtFar).toHaveLength(2);
    const text = await kithEval(...args, '--models', models);
    expect(text).toMatch(/accuracy +\d+\.\d\d % ±/);
    await expect(kithEval(...args.slice(0, 4), join(data, 'nowhere'), '--models', models)).rejects.toThrow();
  });

  it('gate: holds what was recorded, and fails when a figure is worse by more than its noise', async () => {
    const results = join(data, 'results');
    const where = ['--data', data, '--results', results, '--only', 'default'];
    await expect(kithEval('gate', ...where)).rejects.toThrow(/could be held to/);
    await kithEval('all', ...where, '--no-peers');
    expect(await kithEval('gate', ...where)).toMatch(
      /default album-dev: holds.*default families-dev: holds/s,
    );
    expect(process.exitCode).toBeUndefined();
    const path = join(results, 'people.csv');
    const [head, ...rows] = (await readFile(path, 'utf8')).trim().split('\n');
    const column = head!.split(',').indexOf('bcubedF');
    const better = rows.map((row) => row.split(',').with(column, '1.5000').join(','));
    await writeFile(path, `${[head, ...better].join('\n')}\n`);
    expect(await kithEval('gate', ...where)).toMatch(/B-cubed F fell from 1\.5/);
    expect(process.exitCode).toBe(1);
  });
});
