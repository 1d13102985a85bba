import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Store } from '@kith/core/ports';
import { createSqlStore, openSchema, type SqlDriver } from '@kith/sqlite';
import { fileProblem } from '../files/file-problem.js';
import { createLibsqlDriver } from './libsql-driver.js';
import { takeWriterLock, type WriterLock } from './writer-lock.js';

export interface NodeStoreOptions {
  /** The library's folder; made when it is not there and the mode is `write`. */
  readonly dir: string;
  /** `write` (default): the one writer. `change`: so too, of a library that is there. `read`: any number, also beside the writer. */
  readonly mode?: 'write' | 'change' | 'read';
}

/** The library's file in its folder. */
export const libraryFile = 'library.db';

/**
 * Opens the library of a folder. Rejects, saying what to do, when another process writes it, when a newer Kith made it,
 * when it is damaged or another program's, and when there is none to read
 * or change. Before an older one is brought to this Kith's
 * schema it is copied to `library.db.v<schema>.backup` beside it.
 */
export async function openNodeStore({ dir, mode = 'write' }: NodeStoreOptions): Promise<Store> {
  if (mode !== 'write' && !existsSync(join(dir, libraryFile)))
    throw new Error(`there is no library in ${dir}; scan a folder first: kith scan <folder>`);
  return mode === 'read' ? openForReading(dir) : openForWriting(dir);
}

function openForWriting(dir: string): Store {
  makeFolder(dir);
  const path = join(dir, libraryFile);
  const lock = takeWriterLock(join(dir, 'library.lock'));
  return orRelease(lock, () => {
    const sql = createLibsqlDriver(path);
    return orClose(sql, () => {
      sql.exec(
        'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000;',
      );
      openSchema(sql, { readOnly: false, backup: (version) => backUp(sql, `${path}.v${version}.backup`) });
      return createSqlStore(sql, { onClose: () => lock.release() });
    });
  });
}

function openForReading(dir: string): Store {
  const sql = createLibsqlDriver(join(dir, libraryFile));
  return orClose(sql, () => {
    sql.exec('PRAGMA query_only = ON; PRAGMA busy_timeout = 5000;');
    openSchema(sql, { readOnly: true });
    return createSqlStore(sql, { readOnly: true });
  });
}

function makeFolder(dir: string): void {
  try {
    makeWithParents(dir);
  } catch (cause) {
    throw new Error(`the library's folder ${dir} cannot be made (${fileProblem(cause)}); choose another`, {
      cause,
    });
  }
}

/** Not `recursive: true`, which never returns where the system answers that a folder cannot be (below /proc). */
function makeWithParents(dir: string): void {
  if (statSync(dir, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(dir) !== dir) makeWithParents(dirname(dir));
  // What a library holds is private: no other user of the machine may look.
  mkdirSync(dir, { mode: 0o700 });
}

function backUp(sql: SqlDriver, path: string): void {
  rmSync(path, { force: true });
  sql.run('VACUUM INTO ?', [path]);
}

function orClose<T>(sql: SqlDriver, work: () => T): T {
  try {
    return work();
  } catch (error) {
    sql.close();
    throw error;
  }
}

function orRelease<T>(lock: WriterLock, work: () => T): T {
  try {
    return work();
  } catch (error) {
    lock.release();
    throw error;
  }
}
