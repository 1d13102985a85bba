import type { SqlDriver } from './sql-driver.js';

/** All of `work` or nothing. The write lock is taken at the start, so that nothing fails halfway for want of it. */
export function transact<T>(sql: SqlDriver, work: () => T): T {
  sql.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    sql.exec('COMMIT');
    return result;
  } catch (error) {
    try {
      sql.exec('ROLLBACK');
    } catch {
      // SQLite has rolled back by itself (disk full, for one); the first error is the one to tell.
    }
    throw error;
  }
}
