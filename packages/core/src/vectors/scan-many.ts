import { BLOCK, type ScanLayout } from './scan-layout.js';
import { putQuantised, type Query, type Views } from './table-views.js';
import type { ScanMemory } from './wasm-scan.js';

/** Called for each hit: the query's place in the list, the row, their cosine (f32). */
export type OnHit = (query: number, row: number, cosine: number) => void;

/** Rows that every group is compared with before the next ones: they stay in the processor's cache. */
const TILE = 128;

/** Compares every row with the queries of all groups. */
export function scanMany(
  memory: ScanMemory,
  views: () => Views,
  layout: ScanLayout,
  rows: number,
  queries: readonly Query[],
  threshold: number,
  onHit: OnHit,
): void {
  const groups = Math.ceil(queries.length / BLOCK);
  for (let group = 0; group < groups; group++) {
    writeQueries(views(), layout, group, queries.slice(group * BLOCK, group * BLOCK + BLOCK), threshold);
  }
  const tile = groups === 1 ? rows : TILE;
  for (let first = 0; first < rows; first += tile) {
    for (let group = 0; group < groups; group++) {
      const width = queries.length - group * BLOCK === 1 ? 1 : BLOCK;
      scanTile(memory, views, layout, [first, Math.min(rows, first + tile)], group, width, onHit);
    }
  }
}

function scanTile(
  memory: ScanMemory,
  views: () => Views,
  layout: ScanLayout,
  [first, end]: readonly [number, number],
  group: number,
  width: 1 | 4,
  onHit: OnHit,
): void {
  for (let from = first; from < end; ) {
    const count = memory.scan(from, end, width, group);
    if (count === 0) return;
    const view = views().words;
    from = view.getInt32(layout.control(group), true);
    for (let hit = 0; hit < count; hit++) {
      const at = layout.hits + hit * 8;
      const code = view.getInt32(at, true);
      onHit(group * BLOCK + (code & 3), code >> 2, view.getFloat32(at + 4, true));
    }
  }
}

/** A place that no query takes is never hit. */
function writeQueries(
  { words, wide, narrow }: Views,
  layout: ScanLayout,
  group: number,
  queries: readonly Query[],
  threshold: number,
): void {
  const control = layout.control(group);
  const from = group * BLOCK * layout.stride;
  for (let q = 0; q < BLOCK; q++) {
    const query = q < queries.length ? queries[q] : undefined;
    words.setFloat32(control + 16 + 4 * q, query ? threshold : Number.POSITIVE_INFINITY, true);
    if (!query) continue;
    words.setFloat32(control + 32 + 4 * q, putQuantised(query, narrow, 0), true);
    for (let i = 0; i < layout.stride; i++) wide[from + ((i >> 4) << 6) + (q << 4) + (i & 15)] = narrow[i]!;
  }
}
