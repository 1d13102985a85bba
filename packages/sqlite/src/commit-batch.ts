import type { PhotoFacts } from '@kith/core/photo';
import type { BatchCommit } from '@kith/core/ports';
import { moveFaces, replaceFaces } from './face-table.js';
import { modelRow } from './model-table.js';
import { photoRow } from './photo-table.js';
import type { SqlDriver } from './sql-driver.js';

/** Inside a transaction. */
export function commitBatch(sql: SqlDriver, batch: BatchCommit): void {
  for (const { id, facts, model, faces } of batch.indexed) {
    const row = photoRow(sql, id);
    sql.run(
      `UPDATE photos SET state = 'indexed', reason = NULL, kind = NULL, attempts = NULL, model = ? WHERE id = ?`,
      [modelRow(sql, model), row],
    );
    keepPhotoFacts(sql, row, facts);
    replaceFaces(sql, row, faces);
  }
  for (const { id, failure, facts } of batch.failed) {
    const row = photoRow(sql, id);
    sql.run(`UPDATE photos SET state = 'failed', reason = ?, kind = ?, attempts = ? WHERE id = ?`, [
      ...[failure.reason, failure.kind, failure.attempts, row],
    ]);
    if (facts) keepPhotoFacts(sql, row, facts);
  }
  moveFaces(sql, batch.moved);
  if (batch.snapshot) {
    const { model, bytes } = batch.snapshot;
    sql.run(
      'INSERT INTO snapshots (model, bytes) VALUES (?, ?) ON CONFLICT (model) DO UPDATE SET bytes = excluded.bytes',
      [modelRow(sql, model), bytes],
    );
  }
}

function keepPhotoFacts(sql: SqlDriver, row: number, { width, height, takenAt, gps }: PhotoFacts): void {
  sql.run('UPDATE photos SET width = ?, height = ?, taken_at = ?, latitude = ?, longitude = ? WHERE id = ?', [
    width,
    height,
    takenAt,
    gps?.latitude ?? null,
    gps?.longitude ?? null,
    row,
  ]);
}
