export { createSqlStore, type SqlStoreOptions } from './create-sql-store.js';
export { type OpenSchemaOptions, openSchema } from './open-schema.js';
export { migrations } from './schema.js';
export type { SqlDriver, SqlRow, SqlValue } from './sql-driver.js';
