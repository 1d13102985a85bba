import { applicationId, migrations } from './schema.js';
import type { SqlDriver } from './sql-driver.js';
import { transact } from './transact.js';

export interface OpenSchemaOptions {
  readonly readOnly: boolean;
  /** Copies the library aside before its schema is changed; told the version it has. Throws when it cannot. */
  readonly backup?: (version: number) => void;
}

/**
 * Makes the database a Kith library of the current schema, or throws: when it is another program's, when a newer Kith made
 * it, or when it is older and opened for reading only. An older one is copied aside and brought up to date.
 */
export function openSchema(sql: SqlDriver, { readOnly, backup }: OpenSchemaOptions): void {
  const version = pragma(sql, 'user_version');
  const isEmpty = Number(sql.all('SELECT count(*) AS n FROM sqlite_master')[0]?.['n']) === 0;
  if (!isEmpty && pragma(sql, 'application_id') !== applicationId)
    throw new Error('this SQLite file is not a Kith library; choose another folder for the library');
  if (version > migrations.length)
    throw new Error(
      `the library has schema ${version}, made by a newer Kith; this one knows up to ${migrations.length}. Update Kith`,
    );
  if (version === migrations.length) return;
  if (readOnly)
    throw new Error(
      isEmpty
        ? 'the library is empty; scan a folder first'
        : `the library has schema ${version}, this Kith writes ${migrations.length}; open it once for writing`,
    );
  if (!isEmpty) backup?.(version);
  migrate(sql, version);
}

function migrate(sql: SqlDriver, from: number): void {
  for (const [version, statements] of migrations.entries()) {
    if (version < from) continue;
    transact(sql, () => {
      sql.exec(statements);
      sql.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${version + 1};`);
    });
  }
}

function pragma(sql: SqlDriver, name: string): number {
  return Number(Object.values(sql.all(`PRAGMA ${name}`)[0] ?? { none: 0 })[0]);
}
