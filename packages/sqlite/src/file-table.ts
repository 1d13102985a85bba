import type { PhotoId } from '@kith/core/photo';
import type { PhotoFile, StoredFile } from '@kith/core/ports';
import { pages } from './pages.js';
import type { SqlDriver, SqlRow } from './sql-driver.js';

const columns = 'f.root, f.path, f.bytes, f.modified_at';

export async function* allFiles(sql: SqlDriver): AsyncGenerator<StoredFile> {
  const select = `SELECT f.id AS id, ${columns}, p.hash FROM files f JOIN photos p ON p.id = f.photo WHERE 1`;
  for await (const row of pages(sql, { select, id: 'f.id' }, 5000)) yield toStoredFile(row);
}

/** Inside a transaction. Photos that are new are pending. */
export function syncFiles(
  sql: SqlDriver,
  seen: readonly StoredFile[],
  gone: readonly Pick<PhotoFile, 'root' | 'path'>[],
): void {
  for (const { root, path } of gone) sql.run('DELETE FROM files WHERE root = ? AND path = ?', [root, path]);
  for (const { root, path, bytes, modifiedAt, photo } of seen) {
    sql.run('INSERT INTO photos (hash) VALUES (?) ON CONFLICT (hash) DO NOTHING', [photo]);
    sql.run(
      `INSERT INTO files (root, path, bytes, modified_at, photo)
       VALUES (?, ?, ?, ?, (SELECT id FROM photos WHERE hash = ?))
       ON CONFLICT (root, path) DO UPDATE SET bytes = excluded.bytes, modified_at = excluded.modified_at,
         photo = excluded.photo`,
      [root, path, bytes, modifiedAt, photo],
    );
  }
}

export function filesOfPhoto(sql: SqlDriver, photoRow: number): readonly PhotoFile[] {
  return sql.all(`SELECT ${columns} FROM files f WHERE f.photo = ? ORDER BY f.id`, [photoRow]).map(toFile);
}

function toStoredFile(row: SqlRow): StoredFile {
  return { ...toFile(row), photo: row['hash'] as PhotoId };
}

function toFile(row: SqlRow): PhotoFile {
  return {
    root: String(row['root']),
    path: String(row['path']),
    bytes: Number(row['bytes']),
    modifiedAt: Number(row['modified_at']),
  };
}
