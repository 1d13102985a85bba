import type { Face, FaceId } from '@kith/core/faces';
import { type Fact, type FactId, facesNamedBy, type Statement } from '@kith/core/people';
import type { PhotoId } from '@kith/core/photo';
import type { DrawnFace } from '@kith/core/ports';
import { photoRow } from './photo-table.js';
import type { SqlDriver, SqlRow } from './sql-driver.js';

/** Inside a transaction. */
export function appendFacts(sql: SqlDriver, facts: readonly Fact[]): void {
  for (const { id, at, action, statement } of facts) {
    if (sql.all('SELECT 1 FROM facts WHERE id = ?', [id]).length > 0)
      throw new Error(`the fact ${id} is already in the library`);
    for (const face of facesNamedBy(statement)) keepAnchor(sql, face);
    sql.run('INSERT INTO facts (id, at, action, statement) VALUES (?, ?, ?, ?)', [
      ...[id, at, action, JSON.stringify(statement)],
    ]);
  }
}

/** Keeps where the face is, so that a later analysis can hand it its id again. */
function keepAnchor(sql: SqlDriver, face: FaceId): void {
  const changed = sql.run(
    `INSERT INTO anchors (face, photo, x, y, width, height)
     SELECT face, photo, x, y, width, height FROM faces WHERE face = ?
     ON CONFLICT (face) DO UPDATE SET x = excluded.x, y = excluded.y, width = excluded.width, height = excluded.height`,
    [face],
  );
  if (changed > 0) return;
  const known = sql.all('SELECT 1 FROM anchors WHERE face = ?1 UNION SELECT 1 FROM drawn WHERE face = ?1', [
    face,
  ]);
  if (known.length === 0) throw new Error(`the library does not know the face ${face}`);
}

export function allFacts(sql: SqlDriver): readonly Fact[] {
  return sql.all('SELECT id, at, action, statement FROM facts ORDER BY seq').map((row) => ({
    id: row['id'] as FactId,
    at: Number(row['at']),
    action: String(row['action']),
    statement: JSON.parse(String(row['statement'])) as Statement,
  }));
}

export function anchorsOf(sql: SqlDriver, photo: PhotoId): readonly Pick<Face, 'id' | 'box'>[] {
  return boxesOf(sql, 'anchors', photo).map((row) => ({ id: row['face'] as FaceId, box: toBox(row) }));
}

export function drawnOf(sql: SqlDriver, photo: PhotoId): readonly DrawnFace[] {
  return boxesOf(sql, 'drawn', photo).map((row) => ({ face: row['face'] as FaceId, photo, box: toBox(row) }));
}

/** Inside a transaction. */
export function drawFace(sql: SqlDriver, { face, photo, box }: DrawnFace): void {
  const inside = box.x >= 0 && box.y >= 0 && box.x + box.width <= 1 && box.y + box.height <= 1;
  if (!inside || !(box.width > 0 && box.height > 0))
    throw new RangeError(`a drawn box is given in shares 0..1 of the photo, not ${JSON.stringify(box)}`);
  sql.run(
    `INSERT INTO drawn (face, photo, x, y, width, height) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (face) DO UPDATE SET x = excluded.x, y = excluded.y, width = excluded.width, height = excluded.height`,
    [face, photoRow(sql, photo), box.x, box.y, box.width, box.height],
  );
}

function boxesOf(sql: SqlDriver, table: 'anchors' | 'drawn', photo: PhotoId): SqlRow[] {
  return sql.all(
    `SELECT t.face, t.x, t.y, t.width, t.height FROM ${table} t JOIN photos p ON p.id = t.photo
     WHERE p.hash = ? ORDER BY t.rowid`,
    [photo],
  );
}

function toBox(row: SqlRow): DrawnFace['box'] {
  return {
    x: Number(row['x']),
    y: Number(row['y']),
    width: Number(row['width']),
    height: Number(row['height']),
  };
}
