import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoadedPack } from '@kith/core/pipeline';
import { createTar } from 'nanotar';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { joinLabels, joinSets } from '../src/libraries/join-libraries.js';
import { readLibraries } from '../src/libraries/read-libraries.js';
import type { Analyser } from '../src/pipeline/analyser.js';
import { faceSet } from './face-sets.js';

/** Every picture's vector is its number on a circle; no weights are needed to see who lands in which library. */
const analyser = {
  pack: { key: 'made-up', manifest: { models: { embedder: { dimension: 2, files: [{ sha256: '00' }] } } } },
  analyseBytes: async (bytes: Uint8Array) => ({
    faces: [{ quality: 0.9, vector: Float32Array.of(Math.cos(bytes.length), Math.sin(bytes.length)) }],
  }),
} as unknown as Analyser & { pack: LoadedPack };

/** A 112×112 picture of blocks of noise, alike for equal seeds alone. */
async function noise(seed: number): Promise<Buffer> {
  const data = Buffer.from(Uint8Array.from({ length: 16 * 16 * 3 }, (_, i) => (i * (seed + 7) * 7919) % 251));
  return sharp(data, { raw: { width: 16, height: 16, channels: 3 } })
    .resize(112, 112)
    .png()
    .toBuffer();
}

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kith-libraries-'));
  const rows = ['crop\tshard\tsource\tlabel'];
  const files: { name: string; data: Buffer }[] = [];
  for (let family = 0; family < 6; family++) {
    for (let face = 0; face < 4; face++) {
      const name = `f${family}-${face}`;
      rows.push(`${name}\t00\tfiw\tF${family}/P${face % 2}`);
      // The last two of family 0 are one picture under its two people.
      files.push({
        name: `${name}.png`,
        data: await noise(family === 0 && face === 3 ? 2 : family * 10 + face),
      });
    }
  }
  await writeFile(join(folder, 'index.tsv'), `${rows.join('\n')}\n`);
  await writeFile(join(folder, '00.tar'), createTar(files));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('libraries of whole families', () => {
  it('divides the families, keeps each whole, and leaves out a picture under two people', async () => {
    const wanted = { on: folder, source: 'fiw', count: 3, faces: 8 };
    const sets = await readLibraries(wanted, analyser);
    expect(sets.map((set) => set.faces[0]!.half)).toEqual(['tuning', 'reporting', 'tuning']);
    const families = sets.map((set) => new Set(set.faces.map((f) => f.person!.split('/')[0])));
    expect(families.map((of) => of.size)).toEqual([2, 2, 2]);
    expect(new Set(families.flatMap((of) => [...of])).size).toBe(6);
    const all = sets.flatMap((set) => set.faces.map((f) => f.id));
    expect(all).toHaveLength(22);
    expect(all).not.toContain('f0-2');
    expect(all).not.toContain('f0-3');
    expect(await readLibraries(wanted, analyser)).toEqual(sets);
  });

  it('says how many can be made when more are asked for', async () => {
    await expect(readLibraries({ on: folder, source: 'fiw', count: 4, faces: 8 }, analyser)).rejects.toThrow(
      '3 libraries of 8 faces can be made; expected 4',
    );
  });

  it('joins without joining groups of two libraries', () => {
    expect([...joinLabels([Int32Array.of(0, 0, -1, 1), Int32Array.of(0, -1, 0)])]).toEqual([
      0, 0, -1, 1, 2, -1, 2,
    ]);
    const one = faceSet(['Anna', 'Anna']);
    const joined = joinSets([one, faceSet(['Bela'], ['Cleo'])]);
    expect(joined.faces.map((f) => f.person)).toEqual(['Anna', 'Anna', 'Bela']);
    expect(joined.photos).toBe(4);
    expect([...joined.vectors.subarray(0, 4)]).toEqual([...one.vectors]);
  });
});
