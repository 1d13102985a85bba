import type { Store } from '@kith/core/ports';
import { createSqlStore, openSchema, type SqlDriver } from '@kith/sqlite';
import sqlite3InitModule, { type SAHPoolUtil, type Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import { isOutOfRoom, NoRoom } from '../platform/no-room.js';
import { createSqliteWasmDriver } from './sqlite-wasm-driver.js';

export interface WebStoreOptions {
  /** Names the library: a folder of the origin's private file system. Default `kith`. */
  readonly name?: string;
}

/** A library's store, and its file whole. */
export interface WebStore {
  readonly store: Store;
  /** The SQLite file: opens in Kith for Node as `library.db`. */
  exportFile(): Promise<Uint8Array>;
}

const file = '/library.db';
let sqlite: Promise<Sqlite3Static> | null = null;
const pools = new Map<string, SAHPoolUtil>();

/**
 * Opens the library in the origin's private file system (OPFS), in a worker, by SQLite's pool of access handles: needs
 * no cross-origin isolation. The schema is that of every runtime. One tab at a time: rejects, saying so, when another
 * holds it, and when the disk is full. Closing lets it go.
 */
export async function openWebStore({ name = 'kith' }: WebStoreOptions = {}): Promise<WebStore> {
  const module = await loadSqlite();
  const pool = await takePool(module, name);
  let driver: SqlDriver | null = null;
  try {
    driver = createSqliteWasmDriver(module, new pool.OpfsSAHPoolDb(file));
    driver.exec('PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
    openSchema(driver, { readOnly: false, backup: (version) => void backUp(pool, version) });
    const store = createSqlStore(driver, { onClose: () => pool.pauseVfs() });
    return { store, exportFile: async () => pool.exportFile(file) };
  } catch (error) {
    driver?.close();
    pool.pauseVfs();
    throw error;
  }
}

/** Puts a library file (from `exportFile`, or Node's `library.db`) in the place of the library, which must be closed. */
export async function importWebLibrary(
  bytes: Uint8Array,
  { name = 'kith' }: WebStoreOptions = {},
): Promise<void> {
  const pool = await takePool(await loadSqlite(), name);
  try {
    await pool.importDb(file, bytes);
  } finally {
    pool.pauseVfs();
  }
}

/** Throws, saying why, unless the bytes are a library that this Kith can open. Needs the memory of another copy. */
export async function checkLibraryFile(bytes: Uint8Array): Promise<void> {
  const { oo1, capi, wasm } = await loadSqlite();
  if (new TextDecoder().decode(bytes.subarray(0, 15)) !== 'SQLite format 3')
    throw new Error('this file is no library of Kith: it is not an SQLite file');
  const database = new oo1.DB(':memory:');
  try {
    const copy = wasm.allocFromTypedArray(bytes);
    wasm.heap8u().set([1, 1], copy + 18); // as the import does: a library of Node is in WAL mode
    const flags = capi.SQLITE_DESERIALIZE_FREEONCLOSE | capi.SQLITE_DESERIALIZE_RESIZEABLE;
    capi.sqlite3_deserialize(database, 'main', copy, bytes.length, bytes.length, flags);
    checkSchema(createSqliteWasmDriver(await loadSqlite(), database));
  } finally {
    database.close();
  }
}

/** The copy in memory is brought up to date as the library will be: what fails there would fail then. */
function checkSchema(driver: SqlDriver): void {
  if (driver.all('SELECT name FROM sqlite_schema LIMIT 1').length === 0)
    throw new Error('this file is no library of Kith: it holds nothing');
  openSchema(driver, { readOnly: false });
  const [problem] = driver.all('PRAGMA quick_check(1)');
  if (problem?.['quick_check'] !== 'ok')
    throw new Error(`this library file is damaged: ${problem?.['quick_check']}`);
}

async function loadSqlite(): Promise<Sqlite3Static> {
  // Only the pool of access handles is used. The other ways onto OPFS start a worker each on an isolated page, and its
  // failure there would be taken for one of the library.
  const unused = { opfs: true, 'opfs-vfs': true, 'opfs-wl': true, kvvfs: true };
  Object.assign(globalThis, { sqlite3ApiConfig: { disable: { vfs: unused } } });
  sqlite ??= sqlite3InitModule();
  return sqlite;
}

/** How long another tab may take to let go, ms: one that is closed or loaded anew does so a moment after. */
const PATIENCE = 3000;
const PAUSE = 100;

/** The access handles, exclusive to this worker until `pauseVfs`. */
async function takePool(module: Sqlite3Static, name: string): Promise<SAHPoolUtil> {
  for (let waited = 0; ; waited += PAUSE) {
    try {
      return await poolOf(module, name);
    } catch (cause) {
      if (isOutOfRoom(cause)) throw new NoRoom(cause);
      // Where the browser has no private storage there is nobody to wait for.
      if (waited >= PATIENCE || !(cause instanceof DOMException)) {
        throw new Error(
          'the library is open in another tab or window of this browser. Close that one and reload (if there is none, this browser does not allow private storage here)',
          { cause },
        );
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}

async function poolOf(module: Sqlite3Static, name: string): Promise<SAHPoolUtil> {
  const known = pools.get(name);
  if (known) return known.unpauseVfs();
  const options = {
    ...{ name: `opfs-${name}`, directory: `/${name}-library`, initialCapacity: 6 },
    // By default a pool that cannot be taken is deleted: a library, if the tab that held it has just let it go.
    preserveOnInitFailure: true,
    // Missing in the types: a second try is one, not the memory of the first.
    forceReinitIfPreviouslyFailed: true,
  };
  const pool = await module.installOpfsSAHPoolVfs(options);
  pools.set(name, pool);
  return pool;
}

function backUp(pool: SAHPoolUtil, version: number): void {
  const copy = pool.exportFile(file);
  void pool.importDb(`${file}.v${version}.backup`, copy);
}
