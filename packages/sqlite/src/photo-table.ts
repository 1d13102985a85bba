import type { PhotoFacts, PhotoId, PhotoState } from '@kith/core/photo';
import type { StoredPhoto } from '@kith/core/ports';
import type { ModelKey } from '@kith/core/vectors';
import { filesOfPhoto } from './file-table.js';
import { pages } from './pages.js';
import type { SqlDriver, SqlRow } from './sql-driver.js';

const select = `SELECT p.id AS id, p.hash, p.state, p.reason, p.kind, p.attempts, p.width, p.height, p.taken_at,
  p.latitude, p.longitude, m.key AS model FROM photos p LEFT JOIN models m ON m.id = p.model`;
const isThere = 'EXISTS (SELECT 1 FROM files f WHERE f.photo = p.id)';
const hasNewDrawing = `EXISTS (SELECT 1 FROM drawn d WHERE d.photo = p.id
  AND NOT EXISTS (SELECT 1 FROM faces f WHERE f.face = d.face))`;
/** A photo that failed for a passing reason is tried this often. */
const mostAttempts = 3;

export async function* duePhotos(sql: SqlDriver, model: ModelKey): AsyncGenerator<StoredPhoto> {
  const due = `${select} WHERE ${isThere} AND (p.state = 'pending'
    OR (p.state = 'indexed' AND (m.key IS NOT ? OR ${hasNewDrawing}))
    OR (p.state = 'failed' AND p.kind = 'transient' AND p.attempts < ${mostAttempts}))`;
  yield* photosOf(sql, due, [model]);
}

export async function* failedPhotos(sql: SqlDriver): AsyncGenerator<StoredPhoto> {
  yield* photosOf(sql, `${select} WHERE ${isThere} AND p.state = 'failed'`, []);
}

async function* photosOf(
  sql: SqlDriver,
  query: string,
  parameters: readonly string[],
): AsyncGenerator<StoredPhoto> {
  for await (const row of pages(sql, { select: query, id: 'p.id', parameters })) yield toPhoto(sql, row);
}

export function photoById(sql: SqlDriver, id: PhotoId): StoredPhoto | null {
  const row = sql.all(`${select} WHERE p.hash = ?`, [id])[0];
  return row ? toPhoto(sql, row) : null;
}

export function photoAt(sql: SqlDriver, path: string): StoredPhoto | null {
  const row = sql.all(
    `${select} WHERE p.id = (SELECT photo FROM files WHERE path = ?1 OR root || '/' || path = ?1 ORDER BY id LIMIT 1)`,
    [path],
  )[0];
  return row ? toPhoto(sql, row) : null;
}

/** The row number of a photo. Throws on one that no listing brought. */
export function photoRow(sql: SqlDriver, id: PhotoId): number {
  const row = sql.all('SELECT id FROM photos WHERE hash = ?', [id])[0];
  if (!row) throw new Error(`the library does not know the photo ${id}; sync its file first`);
  return Number(row['id']);
}

export function makeFailedPending(sql: SqlDriver): number {
  return sql.run(
    `UPDATE photos SET state = 'pending', reason = NULL, kind = NULL, attempts = NULL WHERE state = 'failed'`,
  );
}

function toPhoto(sql: SqlDriver, row: SqlRow): StoredPhoto {
  const files = filesOfPhoto(sql, Number(row['id']));
  return {
    id: row['hash'] as PhotoId,
    state: files.length === 0 ? { state: 'missing' } : toState(row),
    facts: toFacts(row),
    model: row['model'] as ModelKey | null,
    files,
  };
}

function toState(row: SqlRow): PhotoState {
  if (row['state'] === 'indexed') return { state: 'indexed' };
  if (row['state'] !== 'failed') return { state: 'pending' };
  const kind = row['kind'] === 'transient' ? 'transient' : 'permanent';
  return {
    state: 'failed',
    failure: { reason: String(row['reason']), kind, attempts: Number(row['attempts']) },
  };
}

function toFacts(row: SqlRow): PhotoFacts | null {
  if (row['width'] === null) return null;
  const { latitude, longitude, taken_at: takenAt } = row;
  return {
    width: Number(row['width']),
    height: Number(row['height']),
    takenAt: takenAt === null ? null : Number(takenAt),
    gps: latitude === null ? null : { latitude: Number(latitude), longitude: Number(longitude) },
  };
}
