import { afterEach, describe, expect, it } from 'vitest';
import { builtEntry } from '../../src/built-entry.js';
import { createHelperPool, type HelperPool } from '../../src/decode/helper-pool.js';
import type { HelperProcess } from '../../src/decode/helper-process.js';
import { howManyDecode } from '../../src/decode/how-many-decode.js';

describe('how many pictures are decoded at once', () => {
  const GB = 2 ** 30;
  it.each([
    ['a server of two cores', 2, 24, 2, 1],
    ['one core', 1, 2, 1, 1],
    ['a laptop of four cores', 4, 8, 4, 2],
    ['eight cores', 8, 16, 4, 6],
    ['eight cores with little memory', 8, 4, 4, 2],
    ['many cores', 24, 64, 4, 8],
  ])('%s', (_, cores, gigabytes, processes, heavyProcesses) => {
    expect(howManyDecode({ cores, memoryBytes: gigabytes * GB })).toEqual({ processes, heavyProcesses });
  });

  it('as many as are asked for, half of them heavy', () => {
    const machine = { cores: 24, memoryBytes: 64 * GB };
    expect(howManyDecode(machine, 1)).toEqual({ processes: 1, heavyProcesses: 1 });
    expect(howManyDecode(machine, 6)).toEqual({ processes: 6, heavyProcesses: 3 });
  });
});

describe('the processes of a decoder', { timeout: 60_000 }, () => {
  let pool: HelperPool;
  afterEach(() => pool.close());

  it('heavy work has as many as it may, and the next waits for one of them', async () => {
    pool = started({ processes: 2, heavyProcesses: 3 });
    const taken = await Promise.all([pool.acquire(true), pool.acquire(true), pool.acquire(true)]);
    expect(new Set(taken).size).toBe(3);
    const fourth = pool.acquire(true);
    expect(await isSettled(fourth)).toBe(false);
    pool.release(taken[1] as HelperProcess);
    expect(await fourth).toBe(taken[1]);
  });

  it('light work has no more for it, and makes room when heavy work comes', async () => {
    pool = started({ processes: 2, heavyProcesses: 2 });
    const light = await Promise.all([pool.acquire(false), pool.acquire(false)]);
    expect(await isSettled(pool.acquire(false).then((third) => pool.release(third)))).toBe(false);
    for (const helper of light) pool.release(helper);
    const heavy = await Promise.all([pool.acquire(true), pool.acquire(true)]);
    expect(heavy.some((helper) => light.includes(helper))).toBe(false);
    expect(light.every((helper) => helper.ended)).toBe(true);
  });
});

function started(counts: { processes: number; heavyProcesses: number }): HelperPool {
  const limits = { cpuMs: 10_000, wallMs: 30_000, memoryMb: 450, recycleMb: { light: 160, heavy: 280 } };
  return createHelperPool({ entry: builtEntry('decode/decode-process.js'), ...counts, ...limits });
}

async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  const pause = new Promise((resolve) => setTimeout(resolve, 50)).then(() => false);
  return Promise.race([promise.then(() => true), pause]);
}
