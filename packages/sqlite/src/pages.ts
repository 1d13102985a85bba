import type { SqlDriver, SqlRow, SqlValue } from './sql-driver.js';

/**
 * Rows of a query in order of their `id`, fetched a page at a time, so that the library may change between pages and memory
 * stays that of a page. The query ends in a condition; `AND <id> > ? ORDER BY <id> LIMIT ?` is added.
 */
export async function* pages(
  sql: SqlDriver,
  query: { readonly select: string; readonly id: string; readonly parameters?: readonly SqlValue[] },
  pageSize = 1000,
): AsyncGenerator<SqlRow> {
  let after: SqlValue = 0;
  for (;;) {
    const text = `${query.select} AND ${query.id} > ? ORDER BY ${query.id} LIMIT ?`;
    const rows = sql.all(text, [...(query.parameters ?? []), after, pageSize]);
    yield* rows;
    if (rows.length < pageSize) return;
    after = rows.at(-1)?.['id'] ?? null;
  }
}
