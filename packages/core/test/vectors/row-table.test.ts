import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { kernelModule } from '../../../../scripts/build-kernel.mjs';
import { seededRandom } from '../../src/evaluate/index.js';
import { createRowTable, type RowTable, unitVector } from '../../src/vectors/index.js';

const randomVector = (random: ReturnType<typeof seededRandom>, dimension: number): Float32Array =>
  unitVector(Float32Array.from({ length: dimension }, () => random.uniform() - 0.5));

function hitsOf(table: RowTable, queries: readonly Float32Array[], threshold: number): number[][] {
  const hits: number[][] = [];
  table.scan(queries, threshold, (query, row, cosine) => hits.push([query, row, cosine]));
  return hits;
}

describe('the scan of a row table', () => {
  it('is built from its source', async () => {
    const built = await readFile(new URL('../../src/vectors/scan-kernel-bytes.ts', import.meta.url), 'utf8');
    expect(built).toBe(await kernelModule('vectors/scan'));
  });

  it.each([1, 15, 16, 17, 128, 256, 512, 1024])(
    'gives the same bits by kernel and plainly, %i values',
    (dimension) => {
      const random = seededRandom(dimension);
      const [simd, plain] = [createRowTable(dimension), createRowTable(dimension, { kernel: 'plain' })];
      expect([simd.simd, plain.simd]).toEqual([true, false]);
      for (let row = 0; row < 300; row++) {
        const vector = dimension === 1 ? Float32Array.of(row % 2 ? 1 : -1) : randomVector(random, dimension);
        simd.push(vector);
        plain.push(vector);
      }
      for (const count of [1, 2, 4, 5, 9]) {
        const queries = Array.from({ length: count }, () =>
          randomVector(random, Math.max(2, dimension)).slice(0, dimension),
        );
        const hits = hitsOf(simd, queries, 0.01);
        expect(hits.length).toBeGreaterThan(0);
        expect(hitsOf(plain, queries, 0.01)).toEqual(hits);
      }
    },
  );

  it('finds every row within reach of float64 arithmetic, and goes on when the hits are full', () => {
    const random = seededRandom(7);
    const vectors = Array.from({ length: 6000 }, () => randomVector(random, 128));
    const table = createRowTable(128);
    for (const vector of vectors) table.push(vector);
    const queries = vectors.slice(0, 3);
    for (const query of [0, 1, 2]) {
      const exact = vectors.map((vector) =>
        vector.reduce((sum, value, i) => sum + value * queries[query]![i]!, 0),
      );
      const found = new Map(
        hitsOf(table, queries, 0.001)
          .filter(([q]) => q === query)
          .map(([, row, cosine]) => [row!, cosine!]),
      );
      for (const [row, cosine] of exact.entries()) {
        if (cosine > 0.004) expect(Math.abs(found.get(row)! - cosine)).toBeLessThan(0.003);
        else if (cosine < -0.002) expect(found.has(row)).toBe(false);
      }
      expect(found.size).toBeGreaterThan(2500);
    }
  });

  it('keeps rows through growth, copies and loading; a zero row is never hit', () => {
    const random = seededRandom(3);
    const vectors = Array.from({ length: 5000 }, () => randomVector(random, 64));
    const table = createRowTable(64);
    for (const vector of vectors) table.push(vector);
    table.set(4, new Float32Array(64));
    const copy = createRowTable(64);
    copy.load(table.bytes());
    expect(copy.length).toBe(5000);
    expect(hitsOf(copy, vectors.slice(0, 8), 0.9)).toEqual(hitsOf(table, vectors.slice(0, 8), 0.9));
    expect(hitsOf(table, [vectors[4]!], 0.9)).toEqual([]);
    expect(table.cosine(vectors[9]!, 9)).toBe(hitsOf(table, [vectors[9]!], 0.9)[0]![2]);
  });

  it('refuses a vector of another dimension, and an impossible one', () => {
    expect(() => createRowTable(0)).toThrow('1..1024');
    expect(() => createRowTable(64).push(new Float32Array(63))).toThrow(
      'expected a vector of 64 values, got 63',
    );
    expect(() => createRowTable(64).load(new Uint8Array(81))).toThrow('whole number of rows');
  });
});
