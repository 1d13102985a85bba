import type { FaceId, FivePoints, Score } from '@kith/core/faces';
import type { PersonId } from '@kith/core/people';
import type { PhotoId } from '@kith/core/photo';
import type { StoredFace } from '@kith/core/ports';
import type { ModelKey } from '@kith/core/vectors';
import { modelRow } from './model-table.js';
import { pages } from './pages.js';
import { decodePoints, encodePoints } from './points-blob.js';
import type { SqlDriver, SqlRow, SqlValue } from './sql-driver.js';
import { decodeVector, encodeVector } from './vector-blob.js';

const select = `SELECT f.id AS id, f.face, p.hash AS photo, f.x, f.y, f.width, f.height, f.score, f.quality, f.points,
  f.landmarks, m.key AS model, f.vector, f.person
  FROM faces f JOIN photos p ON p.id = f.photo JOIN models m ON m.id = f.model`;

/** Of a face `f`: whether a file of its photo is there. */
export const isThere = 'EXISTS (SELECT 1 FROM files x WHERE x.photo = f.photo)';

export function faceById(sql: SqlDriver, id: FaceId): StoredFace | null {
  return facesWhere(sql, 'f.face = ?', id)[0] ?? null;
}

export function facesOfPhoto(sql: SqlDriver, photo: PhotoId): readonly StoredFace[] {
  return facesWhere(sql, 'p.hash = ?', photo);
}

export function facesOfPerson(sql: SqlDriver, person: PersonId): readonly StoredFace[] {
  return facesWhere(sql, `f.person = ? AND ${isThere}`, person);
}

export async function* facesOfModel(sql: SqlDriver, model: ModelKey): AsyncGenerator<StoredFace> {
  const query = { select: `${select} WHERE m.key = ?`, id: 'f.id', parameters: [model] };
  for await (const row of pages(sql, query)) yield toFace(row);
}

export async function* absentFaces(sql: SqlDriver): AsyncGenerator<{ face: FaceId; photo: PhotoId }> {
  const query = {
    select: `SELECT f.id AS id, f.face, p.hash AS photo FROM faces f JOIN photos p ON p.id = f.photo WHERE NOT ${isThere}`,
    id: 'f.id',
    parameters: [],
  };
  for await (const row of pages(sql, query))
    yield { face: row['face'] as FaceId, photo: row['photo'] as PhotoId };
}

/** Inside a transaction: the photo's faces are these now. */
export function replaceFaces(sql: SqlDriver, photoRow: number, faces: readonly StoredFace[]): void {
  sql.run('DELETE FROM faces WHERE photo = ?', [photoRow]);
  for (const face of faces) {
    const { x, y, width, height } = face.box;
    const landmarks = face.landmarks && encodePoints(face.landmarks);
    sql.run(
      `INSERT INTO faces (face, photo, x, y, width, height, score, quality, points, landmarks, model, vector, person)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        ...[face.id, photoRow, x, y, width, height, face.score, face.quality, encodePoints(face.points)],
        ...[landmarks, modelRow(sql, face.vector.model), encodeVector(face.vector.values), face.person],
      ],
    );
  }
}

/** Inside a transaction. Throws on a person for a face nobody knows. */
export function moveFaces(sql: SqlDriver, moved: ReadonlyMap<FaceId, PersonId | null>): void {
  for (const [face, person] of moved) {
    const changed = sql.run('UPDATE faces SET person = ? WHERE face = ?', [person, face]);
    if (changed === 0 && person !== null) throw new Error(`the library does not know the face ${face}`);
  }
}

function facesWhere(sql: SqlDriver, condition: string, value: SqlValue): readonly StoredFace[] {
  return sql.all(`${select} WHERE ${condition} ORDER BY f.id`, [value]).map(toFace);
}

function toFace(row: SqlRow): StoredFace {
  return {
    id: row['face'] as FaceId,
    photo: row['photo'] as PhotoId,
    box: {
      x: Number(row['x']),
      y: Number(row['y']),
      width: Number(row['width']),
      height: Number(row['height']),
    },
    score: row['score'] as Score,
    quality: row['quality'] as Score,
    points: decodePoints(row['points'] as Uint8Array) as FivePoints,
    landmarks: row['landmarks'] === null ? null : decodePoints(row['landmarks'] as Uint8Array),
    vector: { model: row['model'] as ModelKey, values: vectorOf(row) },
    person: row['person'] as PersonId | null,
  };
}

function vectorOf(row: SqlRow): Float32Array {
  try {
    return decodeVector(row['vector'] as Uint8Array);
  } catch (cause) {
    throw new Error(`the vector of face ${row['face']} is damaged; \`reset --computed\` and scan again`, {
      cause,
    });
  }
}
