/** What SQLite stores. Numbers are 64-bit floats or integers up to 2^53. */
export type SqlValue = number | string | Uint8Array | null;
export type SqlRow = Readonly<Record<string, SqlValue>>;

/**
 * One connection to one SQLite database, synchronous, handed in by the runtime (libsql in Node, SQLite-WASM in a browser's
 * worker). Statements are prepared once for each text. Errors carry SQLite's code name as `code` (`SQLITE_CORRUPT`).
 */
export interface SqlDriver {
  /** Runs one or more statements without parameters. */
  exec(sql: string): void;
  /** Runs one statement; says how many rows it changed. */
  run(sql: string, parameters?: readonly SqlValue[]): number;
  /** All rows of one query. */
  all(sql: string, parameters?: readonly SqlValue[]): SqlRow[];
  close(): void;
}
