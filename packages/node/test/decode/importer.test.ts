import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DecodedPhoto, DecodeOutcome } from '@kith/core/ports';
import { createRandom, mutate } from '@kith/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNodeDecoder } from '../../src/decode/create-node-decoder.js';
import { sharedData } from '../shared-data.js';
import { watchResidentMemory } from './watch-resident-memory.js';

const folder = sharedData('importer');
const names = (sub: string) => (folder.present ? readdirSync(join(folder.path, sub)) : []);
const bytesOf = (sub: string, name: string) => new Uint8Array(readFileSync(join(folder.path, sub, name)));

describe.skipIf(!folder.present)(`../shared/data/importer${folder.note}`, () => {
  const decoder = createNodeDecoder({ processes: 2 });
  let memory: ReturnType<typeof watchResidentMemory>;
  beforeAll(() => {
    memory = watchResidentMemory();
  });
  afterAll(() => decoder.close());

  const decode = (sub: string, name: string, side = 1600) => decoder.decode(bytesOf(sub, name), side);
  /** All at once: as many are decoded at a time as the decoder has processes. */
  const decodeAll = (sub: string) =>
    Promise.all(names(sub).map(async (name) => ({ name, outcome: await decode(sub, name) })));

  it.each(['Landscape', 'Portrait'])('%s: all orientations come out upright and equal', async (kind) => {
    const first = photoOf(await decode('orientation', `${kind}_1.jpg`, 800));
    const size = kind === 'Landscape' ? [1800, 1200] : [1200, 1800];
    expect([first.facts.width, first.facts.height]).toEqual(size);
    for (const n of [0, 2, 3, 4, 5, 6, 7, 8]) {
      const other = photoOf(await decode('orientation', `${kind}_${n}.jpg`, 800));
      expect([other.facts.width, other.facts.height]).toEqual(size);
      expect(meanDifference(first, other), `${kind}_${n}`).toBeLessThan(8);
    }
  });

  it('HEIC and odd files are decoded', async () => {
    const [heic, odd] = await Promise.all([decodeAll('heic'), decodeAll('odd')]);
    for (const { name, outcome } of heic) {
      const photo = photoOf(outcome);
      expect(Math.max(photo.pixels.width, photo.pixels.height), name).toBeGreaterThan(600);
      expect(contrast(photo), name).toBeGreaterThan(10);
    }
    for (const { outcome } of odd) photoOf(outcome);
  }, 120_000);

  it('each broken file has a reason or pixels', async () => {
    const reasons = new Map<string, string>();
    for (const { name, outcome } of await decodeAll('broken')) {
      if (outcome.ok) photoOf(outcome);
      else reasons.set(name, `${outcome.kind}: ${outcome.reason}`);
    }
    expect(reasons.get('65536-uint32-limit.png')).toMatch(/permanent: 65536×65536 is 4295 megapixels/);
    expect(reasons.get('zero-bytes.jpg')).toMatch(/permanent: .*empty/);
    expect(reasons.get('text.jpg')).toMatch(/permanent: not a picture/);
    for (const name of ['truncated.jpg', 'truncated.png', 'truncated_jpeg.jpg', 'truncated_image.png'])
      expect(reasons.get(name), name).toMatch(/^permanent: damaged/);
    for (const reason of reasons.values()) expect(reason).not.toMatch(/crash|longer than|MB of memory/);
  });

  it('damaged copies of a HEIC and a JPEG never reject', async () => {
    const random = createRandom(20261124);
    const whole = [
      bytesOf('heic', 'samplefilehub.heif'),
      bytesOf('odd', 'pitm.avif'),
      bytesOf('broken', 'hopper_bad_exif.jpg'),
    ];
    for (let i = 0; i < 45; i++) {
      const outcome = await decoder.decode(mutate(whole[i % whole.length] as Uint8Array, random), 320);
      if (outcome.ok) photoOf(outcome);
      else expect(outcome.reason).not.toBe('');
    }
  }, 120_000);

  it('all of it took less than 700 MB of resident memory, all processes together', () => {
    const peak = memory.stop();
    console.log(`peak resident memory of the importer test, all processes: ${Math.round(peak)} MB`);
    if (peak > 0) expect(peak).toBeLessThan(700);
  });
});

function photoOf(outcome: DecodeOutcome): DecodedPhoto {
  if (!outcome.ok) throw new Error(outcome.reason);
  const { width, height, data } = outcome.photo.pixels;
  expect(data.length).toBe(width * height * 3);
  return outcome.photo;
}

function meanDifference({ pixels: a }: DecodedPhoto, { pixels: b }: DecodedPhoto): number {
  expect(b.data.length).toBe(a.data.length);
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) sum += Math.abs((a.data[i] as number) - (b.data[i] as number));
  return sum / a.data.length;
}

/** Mean distance from the mean: near 0 for a flat picture. */
function contrast({ pixels: { data } }: DecodedPhoto): number {
  let [middle, distance] = [0, 0];
  for (const v of data) middle += v / data.length;
  for (const v of data) distance += Math.abs(v - middle) / data.length;
  return distance;
}
