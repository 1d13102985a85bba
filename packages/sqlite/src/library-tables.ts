import type { LibraryCounts } from '@kith/core/ports';
import type { ModelKey } from '@kith/core/vectors';
import { isThere } from './face-table.js';
import type { SqlDriver } from './sql-driver.js';

export function countAll(sql: SqlDriver): LibraryCounts {
  const photos = { pending: 0, indexed: 0, failed: 0, missing: 0 };
  const states = sql.all(
    `SELECT CASE WHEN EXISTS (SELECT 1 FROM files f WHERE f.photo = p.id) THEN state ELSE 'missing' END AS state,
       count(*) AS n FROM photos p GROUP BY 1`,
  );
  for (const row of states) photos[row['state'] as keyof typeof photos] = Number(row['n']);
  const count = (query: string) => Number(sql.all(`SELECT ${query}`)[0]?.['n']);
  return {
    photos,
    faces: count(`count(*) AS n FROM faces f WHERE ${isThere}`),
    people: count(`count(DISTINCT f.person) AS n FROM faces f WHERE f.person IS NOT NULL AND ${isThere}`),
    facts: count('count(*) AS n FROM facts'),
  };
}

export function snapshotOf(sql: SqlDriver, model: ModelKey): Uint8Array | null {
  const query = 'SELECT s.bytes FROM snapshots s JOIN models m ON m.id = s.model WHERE m.key = ?';
  return (sql.all(query, [model])[0]?.['bytes'] ?? null) as Uint8Array | null;
}

export function getSetting(sql: SqlDriver, key: string): string | null {
  return (sql.all('SELECT value FROM settings WHERE key = ?', [key])[0]?.['value'] ?? null) as string | null;
}

export function setSetting(sql: SqlDriver, key: string, value: string): void {
  sql.run(
    'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    [key, value],
  );
}

export function resetComputed(sql: SqlDriver): void {
  sql.exec(`
    DELETE FROM faces;
    DELETE FROM snapshots;
    UPDATE photos SET state = 'pending', reason = NULL, kind = NULL, attempts = NULL, model = NULL;
    DELETE FROM models;
  `);
}

export function eraseAll(sql: SqlDriver): void {
  const tables = ['faces', 'snapshots', 'facts', 'anchors', 'drawn', 'settings', 'files', 'photos', 'models'];
  sql.exec(tables.map((table) => `DELETE FROM ${table};`).join(' '));
}
