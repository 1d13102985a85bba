import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseSettings } from '../src/peers/choose-settings.js';
import { lastRow, regressions } from '../src/results/gate.js';
import { appendResults, readResults } from '../src/results/results-csv.js';
import { summaryTable } from '../src/results/summary-table.js';
import { readPairs } from '../src/verify/read-pairs.js';
import { faceSet } from './face-sets.js';

const folder = () => mkdtemp(join(tmpdir(), 'kith-evaluation-'));

describe('results files', () => {
  it('keep their history, and refuse other columns and stray commas', async () => {
    const path = join(await folder(), 'new', 'people.csv');
    await appendResults(path, [{ a: '1', b: 'x' }]);
    await appendResults(path, [{ a: '2', b: 'y' }]);
    expect(await readResults(path)).toEqual([
      { a: '1', b: 'x' },
      { a: '2', b: 'y' },
    ]);
    await expect(appendResults(path, [{ a: '3' }])).rejects.toThrow(/columns/);
    await expect(appendResults(path, [{ a: '3', b: '1,5' }])).rejects.toThrow(/comma/);
  });
});

describe('the summary', () => {
  const row = (method: string, bcubedF: string) => ({
    ...{ protocol: 'album-dev', pack: 'kith-small/ab/1', method, bcubedF, merged: '2' },
  });
  const cells = (line: string) => line.split('|').map((c) => c.trim());

  it('is bold where a peer does better', () => {
    const line = summaryTable([[row('leiden', '0.9504'), row('kith', '0.9503'), row('immich', '0.9')]])
      .split('\n')
      .at(-1)!;
    expect(cells(line).slice(1, 6)).toEqual(['album-dev', 'kith-small', '0.950, 2', '', '**0.950, 2**']);
    expect(line).toContain('| 0.900, 2 |');
  });

  it("is the README's, figure by figure", async () => {
    const text = async (path: string) => (await readFile(new URL(path, import.meta.url), 'utf8')).split('\n');
    const sets = (lines: string[]) =>
      lines.filter((l) => /^\| [a-z-]+ +\| (reference|kith)-/.test(l)).map(cells);
    const table = sets(await text('../results/TABLE.md'));
    expect(table.length).toBeGreaterThan(5);
    expect(sets(await text('../../README.md'))).toEqual(table);
  });
});

describe('the gate', () => {
  const rates = (value: number) => ({ p: value, r: value, f: value });
  const now = (f: number, merged = 0) => ({
    ...{ protocol: 'album-dev', half: 'all', weightsSha256: `${'ab'.repeat(8)}${'0'.repeat(48)}`, merged },
    ...{ bcubed: rates(f), pairwise: rates(0.99) },
  });
  const row = (f: string, weights = 'ab'.repeat(8)) => ({
    ...{
      method: 'kith',
      protocol: 'album-dev',
      half: 'all',
      weights,
      bcubedF: f,
      pairP: '0.99',
      merged: '0',
    },
    noise: '0.005',
  });

  it('holds to the last row of the same weights', () => {
    const rows = [row('0.95'), row('0.90'), row('0.99', 'cd'.repeat(8))];
    expect(lastRow(rows, now(0.9))).toBe(rows[1]);
    expect(lastRow(rows.slice(2), now(0.9))).toBeUndefined();
  });

  it('forgives noise and improvement, and nothing else', () => {
    expect(regressions(now(0.896), row('0.90'))).toEqual([]);
    expect(regressions(now(0.95), row('0.90'))).toEqual([]);
    expect(regressions(now(0.894), row('0.90'))).toHaveLength(1);
    expect(regressions(now(Number.NaN), row('0.90'))).toHaveLength(1);
    expect(regressions(now(0.9, 1), row('0.90'))[0]).toMatch(/merged rose from 0 to 1/);
  });
});

describe('tuning of peers', () => {
  it('chooses on the tuning half and reports the other, however well another setting does there', () => {
    const set = faceSet(['a', 'a', 'b', 'b']);
    const partition = (t: number, half: 'tuning' | 'reporting', ...labels: number[]) => ({
      ...{ method: 'm', setting: { t }, half, seconds: 0.1, labels: Int32Array.from(labels) },
    });
    const [chosen] = chooseSettings(set, [
      partition(1, 'tuning', 0, 0),
      partition(2, 'tuning', 0, 1),
      partition(1, 'reporting', 0, 1),
      partition(2, 'reporting', 0, 0),
    ]);
    expect(chosen).toMatchObject({ setting: '{"t":1}', tuningF: 1, settingsTried: 2 });
    expect(chosen!.result.bcubed.r).toBe(0.5);
  });
});

describe('pairs.txt', () => {
  it('reads folds of same and different pairs', async () => {
    const path = join(await folder(), 'pairs.txt');
    await writeFile(path, '2 1\nAnn 1 4\nAnn 1 Bob 12\nCy\t2\t3\nCy 1 Ann 2\n');
    expect(await readPairs(path)).toEqual([
      { a: 'Ann/Ann_0001.jpg', b: 'Ann/Ann_0004.jpg', same: true, fold: 0 },
      { a: 'Ann/Ann_0001.jpg', b: 'Bob/Bob_0012.jpg', same: false, fold: 0 },
      { a: 'Cy/Cy_0002.jpg', b: 'Cy/Cy_0003.jpg', same: true, fold: 1 },
      { a: 'Cy/Cy_0001.jpg', b: 'Ann/Ann_0002.jpg', same: false, fold: 1 },
    ]);
  });

  it('refuses a file that is cut short', async () => {
    const path = join(await folder(), 'pairs.txt');
    await writeFile(path, '2 1\nAnn 1 4\n');
    await expect(readPairs(path)).rejects.toThrow(/1 lines/);
  });
});
