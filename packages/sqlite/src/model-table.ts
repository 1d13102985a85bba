import type { ModelKey } from '@kith/core/vectors';
import type { SqlDriver } from './sql-driver.js';

/** The row of a model, made when it is new: faces refer to it by number. */
export function modelRow(sql: SqlDriver, key: ModelKey): number {
  sql.run('INSERT INTO models (key) VALUES (?) ON CONFLICT (key) DO NOTHING', [key]);
  return Number(sql.all('SELECT id FROM models WHERE key = ?', [key])[0]?.['id']);
}
