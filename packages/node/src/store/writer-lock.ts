import Database from 'libsql';

/** Held for as long as a library is open for writing. */
export interface WriterLock {
  release(): void;
}

/**
 * Takes the one writer's place, or throws, naming the process that has it. It is SQLite's own lock on a small file beside the
 * library, held by the operating system: a killed process leaves none behind, and a reused process number fools nobody.
 */
export function takeWriterLock(path: string): WriterLock {
  const database = openLock(path);
  try {
    database.exec('CREATE TABLE IF NOT EXISTS holder (pid INTEGER, since TEXT)');
    database.exec('BEGIN IMMEDIATE');
    database.exec('DELETE FROM holder');
    database.prepare('INSERT INTO holder VALUES (?, ?)').run([process.pid, new Date().toISOString()]);
    database.exec('COMMIT');
    // Others may read who holds it from here on, and nobody may write.
    database.exec('BEGIN IMMEDIATE');
  } catch (cause) {
    const message = refusal(database, path, cause);
    database.close();
    throw new Error(message, { cause });
  }
  return {
    release() {
      database.exec('ROLLBACK');
      database.close();
    },
  };
}

function openLock(path: string): Database.Database {
  try {
    return new Database(path);
  } catch (cause) {
    throw new Error(unusable(path, cause), { cause });
  }
}

const unusable = (path: string, cause: unknown) =>
  `the lock file ${path} cannot be used (${cause instanceof Error ? cause.message : cause}); check that you may write there`;

function refusal(database: Database.Database, path: string, cause: unknown): string {
  if ((cause as { code?: unknown }).code !== 'SQLITE_BUSY') return unusable(path, cause);
  const holder = holderOf(database);
  const who = holder ? `process ${holder.pid} since ${holder.since}` : 'another process';
  return `the library is being written by ${who}. Wait for it or end it; reading commands work meanwhile`;
}

function holderOf(database: Database.Database): { pid: number; since: string } | null {
  try {
    return database.prepare('SELECT pid, since FROM holder').all()[0] as { pid: number; since: string };
  } catch {
    return null;
  }
}
