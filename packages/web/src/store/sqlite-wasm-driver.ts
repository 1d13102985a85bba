import { reasonOf } from '@kith/core/ports';
import type { SqlDriver, SqlRow, SqlValue } from '@kith/sqlite';
import type { Database, PreparedStatement, Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import { noRoom } from '../platform/no-room.js';

/** One connection through SQLite-WASM. */
export function createSqliteWasmDriver(sqlite: Sqlite3Static, database: Database): SqlDriver {
  const statements = new Map<string, PreparedStatement>();
  const prepared = (text: string, parameters: readonly SqlValue[]): PreparedStatement => {
    const statement = statements.get(text) ?? database.prepare(text);
    statements.set(text, statement);
    if (parameters.length > 0) statement.bind([...parameters]);
    return statement;
  };
  return {
    exec: (text) => explained(sqlite, () => void database.exec(text)),
    run: (text, parameters = []) =>
      explained(sqlite, () => {
        const statement = prepared(text, parameters);
        try {
          statement.step();
        } finally {
          statement.reset(true);
        }
        return database.changes();
      }),
    all: (text, parameters = []) => explained(sqlite, () => rowsOf(prepared(text, parameters))),
    close() {
      for (const statement of statements.values()) statement.finalize();
      statements.clear();
      database.close();
    },
  };
}

function rowsOf(statement: PreparedStatement): SqlRow[] {
  const rows: SqlRow[] = [];
  try {
    while (statement.step()) rows.push(statement.get({}) as Record<string, SqlValue>);
  } finally {
    statement.reset(true);
  }
  return rows;
}

/** Gives the error SQLite's code name, and says what it means where the user can do something. */
function explained<T>(sqlite: Sqlite3Static, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    const code = codeOf(sqlite, cause);
    const message = reasonOf(cause);
    throw Object.assign(new Error(adviceFor(code) ?? message, { cause }), { code });
  }
}

function codeOf(sqlite: Sqlite3Static, error: unknown): string | undefined {
  const result = (error as { resultCode?: number }).resultCode;
  return result === undefined ? undefined : sqlite.capi.sqlite3_js_rc_str(result & 0xff);
}

function adviceFor(code: string | undefined): string | null {
  switch (code) {
    case 'SQLITE_NOTADB':
    case 'SQLITE_CORRUPT':
      return 'the library in this browser is damaged; export what can be read, then delete it and scan again';
    case 'SQLITE_FULL':
    case 'SQLITE_IOERR':
      return noRoom;
    default:
      return null;
  }
}
