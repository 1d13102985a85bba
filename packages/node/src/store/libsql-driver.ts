import type { SqlDriver, SqlRow, SqlValue } from '@kith/sqlite';
import Database from 'libsql';

type Statement = ReturnType<Database.Database['prepare']>;

/** One connection through libsql (SQLite 3.45 with better-sqlite3's synchronous interface, prebuilt). */
export function createLibsqlDriver(path: string): SqlDriver {
  const database = explained(path, () => new Database(path));
  const statements = new Map<string, Statement>();
  const prepared = (text: string): Statement => {
    const known = statements.get(text);
    if (known) return known;
    const statement = database.prepare(text);
    statements.set(text, statement);
    return statement;
  };
  return {
    exec: (text) => explained(path, () => void database.exec(text)),
    run: (text, parameters = []) => explained(path, () => prepared(text).run([...parameters]).changes),
    all: (text, parameters = []) =>
      explained(path, () => (prepared(text).all([...parameters]) as Record<string, unknown>[]).map(toRow)),
    close() {
      statements.clear();
      database.close();
    },
  };
}

/** libsql hands blobs out as ArrayBuffers. */
function toRow(row: Record<string, unknown>): SqlRow {
  for (const [name, value] of Object.entries(row))
    if (value instanceof ArrayBuffer) row[name] = new Uint8Array(value);
  return row as Record<string, SqlValue>;
}

/** Adds to SQLite's error what it means for the user and what to do. */
function explained<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    const advice = adviceFor((cause as { code?: unknown }).code, path);
    throw advice ? new Error(advice, { cause }) : cause;
  }
}

/** By SQLite's primary code: extended ones, such as SQLITE_READONLY_DIRECTORY, begin with it. */
function adviceFor(code: unknown, path: string): string | null {
  const advice = advices.find(([begin]) => typeof code === 'string' && code.startsWith(begin))?.[1];
  return advice === undefined ? null : `the library ${path} ${advice}`;
}

const damaged =
  'is damaged. Move it aside (do not delete it) and put a backup in its place, or scan again: photos are never changed, but names and corrections are only in the library';

const advices = [
  ['SQLITE_NOTADB', damaged],
  ['SQLITE_CORRUPT', damaged],
  ['SQLITE_FULL', 'has no space left on its disk; nothing of the last step was kept, all before it was'],
  [
    'SQLITE_READONLY',
    'and the folder it lies in must be writable, also for reading; check permissions, or copy it',
  ],
  ['SQLITE_CANTOPEN', 'cannot be opened; check that its folder exists and that you may read and write there'],
  [
    'SQLITE_IOERR',
    'could not be read or written by its disk; nothing of the last step was kept, all before it was',
  ],
  ['SQLITE_BUSY', 'is being written by another program; try again when it has finished'],
] as const;
