import type { Store } from '@kith/core/ports';
import { commitBatch } from './commit-batch.js';
import { absentFaces, faceById, facesOfModel, facesOfPerson, facesOfPhoto, moveFaces } from './face-table.js';
import { allFacts, anchorsOf, appendFacts, drawFace, drawnOf } from './fact-table.js';
import { allFiles, syncFiles } from './file-table.js';
import { countAll, eraseAll, getSetting, resetComputed, setSetting, snapshotOf } from './library-tables.js';
import { duePhotos, failedPhotos, makeFailedPending, photoAt, photoById } from './photo-table.js';
import type { SqlDriver } from './sql-driver.js';
import { transact } from './transact.js';

export interface SqlStoreOptions {
  /** Every change is refused. */
  readonly readOnly?: boolean;
  /** Called once, after the connection is closed. */
  readonly onClose?: () => void;
}

/**
 * The Store port over any SQLite. The database has been opened by `openSchema`; the store owns the connection. Methods run
 * synchronously inside and reject where SQLite refuses; each change is one transaction.
 */
export function createSqlStore(sql: SqlDriver, { readOnly = false, onClose }: SqlStoreOptions = {}): Store {
  let open = true;
  const read = async <T>(work: () => T): Promise<T> => {
    if (!open) throw new Error('the library is closed');
    return work();
  };
  const change = <T>(work: () => T): Promise<T> =>
    read(() => {
      if (readOnly) throw new Error('the library was opened for reading only');
      return transact(sql, work);
    });
  /** Changes, then writes the database anew: what was deleted is not left in free pages. */
  const forget = async (work: () => void): Promise<void> => {
    await change(work);
    sql.exec('VACUUM');
  };
  return {
    files: () => allFiles(sql),
    syncFiles: (seen, gone) => change(() => syncFiles(sql, seen, gone)),
    due: (model) => duePhotos(sql, model),
    photo: (id) => read(() => photoById(sql, id)),
    photoAt: (path) => read(() => photoAt(sql, path)),
    failed: () => failedPhotos(sql),
    retryFailed: () => change(() => makeFailedPending(sql)),
    commit: (batch) => change(() => commitBatch(sql, batch)),
    face: (id) => read(() => faceById(sql, id)),
    facesOfPhoto: (photo) => read(() => facesOfPhoto(sql, photo)),
    facesOfPerson: (person) => read(() => facesOfPerson(sql, person)),
    absentFaces: () => absentFaces(sql),
    faces: (model) => facesOfModel(sql, model),
    anchors: (photo) => read(() => anchorsOf(sql, photo)),
    drawnFaces: (photo) => read(() => drawnOf(sql, photo)),
    draw: (face) => change(() => drawFace(sql, face)),
    appendFacts: (facts, moved) =>
      change(() => {
        appendFacts(sql, facts);
        moveFaces(sql, moved);
      }),
    facts: () => read(() => allFacts(sql)),
    snapshot: (model) => read(() => snapshotOf(sql, model)),
    counts: () => read(() => countAll(sql)),
    getSetting: (key) => read(() => getSetting(sql, key)),
    setSetting: (key, value) => change(() => setSetting(sql, key, value)),
    resetComputed: () => forget(() => resetComputed(sql)),
    eraseAll: () => forget(() => eraseAll(sql)),
    async close() {
      if (!open) return;
      open = false;
      sql.close();
      onClose?.();
    },
  };
}
