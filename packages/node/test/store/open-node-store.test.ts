import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fakePhotoId } from '@kith/testkit';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openNodeStore } from '../../src/store/open-node-store.js';
import { takeWriterLock } from '../../src/store/writer-lock.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'kith-library-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const file = { root: '/r', path: 'a.jpg', bytes: 1, modifiedAt: 2, photo: fakePhotoId(1) };
const query = (sql: string) => {
  const database = new Database(join(dir, 'library.db'));
  database.exec(sql);
  database.close();
};

describe('opening a library', () => {
  it('makes the folder, for its owner alone', async () => {
    const made = join(dir, 'new');
    await (await openNodeStore({ dir: made })).close();
    if (process.platform !== 'win32') expect(statSync(made).mode & 0o777).toBe(0o700);
  });

  it('lets one writer in, names it to the second, and lets readers read beside it', async () => {
    const writer = await openNodeStore({ dir });
    await writer.syncFiles([file], []);
    await expect(openNodeStore({ dir })).rejects.toThrow(`written by process ${process.pid}`);
    const reader = await openNodeStore({ dir, mode: 'read' });
    expect((await reader.counts()).photos.pending).toBe(1);
    await writer.syncFiles([{ ...file, path: 'b.jpg', photo: fakePhotoId(2) }], []);
    expect((await reader.counts()).photos.pending).toBe(2);
    await expect(reader.syncFiles([file], [])).rejects.toThrow(/reading only/);
    await reader.close();
    await writer.close();
    await (await openNodeStore({ dir })).close();
  });

  it('finds no lock left by a writer that was killed', async () => {
    await (await openNodeStore({ dir })).close();
    const libsql = createRequire(import.meta.url).resolve('libsql');
    const code = `const D = require(${JSON.stringify(libsql)}); const d = new D(${JSON.stringify(join(dir, 'library.lock'))});
      d.exec('BEGIN IMMEDIATE'); console.log('held'); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    await expect(openNodeStore({ dir })).rejects.toThrow(/being written by/);
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    await (await openNodeStore({ dir })).close();
  });

  it.each(['read', 'change'] as const)('says so when there is none to %s, and makes none', async (mode) => {
    await expect(openNodeStore({ dir, mode })).rejects.toThrow(/no library in .*scan a folder first/);
    expect(readdirSync(dir)).toEqual([]);
  });

  it('says why its folder cannot be made, and comes back where the system makes none', async () => {
    writeFileSync(join(dir, 'file'), '');
    await expect(openNodeStore({ dir: join(dir, 'file/library') })).rejects.toThrow(
      /cannot be made \(.*\); choose another/,
    );
    if (process.platform === 'linux')
      await expect(openNodeStore({ dir: '/proc/kith/library' })).rejects.toThrow(
        /cannot be made \(it is not there\)/,
      );
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'says what to do with one that may not be written (skipped for root, who may write everywhere)',
    async () => {
      await (await openNodeStore({ dir })).close();
      chmodSync(join(dir, 'library.db'), 0o400);
      chmodSync(join(dir, 'library.lock'), 0o400);
      chmodSync(dir, 0o500);
      await expect(openNodeStore({ dir })).rejects.toThrow(/check that you may write there/);
      await expect(openNodeStore({ dir, mode: 'read' })).rejects.toThrow(/must be writable/);
      chmodSync(dir, 0o700);
    },
  );

  it('refuses a library of a newer Kith and leaves it alone', async () => {
    await (await openNodeStore({ dir })).close();
    query('PRAGMA user_version = 99');
    await expect(openNodeStore({ dir })).rejects.toThrow(/schema 99, made by a newer Kith/);
    await expect(openNodeStore({ dir, mode: 'read' })).rejects.toThrow(/schema 99/);
    takeWriterLock(join(dir, 'library.lock')).release();
  });

  it('refuses another program’s SQLite file', async () => {
    query('CREATE TABLE other (a)');
    await expect(openNodeStore({ dir })).rejects.toThrow(/not a Kith library/);
  });

  it('says what to do with a damaged one', async () => {
    writeFileSync(join(dir, 'library.db'), 'no database '.repeat(500));
    await expect(openNodeStore({ dir })).rejects.toThrow(/damaged\. Move it aside/);
    await expect(openNodeStore({ dir, mode: 'read' })).rejects.toThrow(/damaged/);
  });

  it('copies an older library aside before it is brought up to date', async () => {
    // Version 0 with the mark of Kith: as if made before the first schema.
    query('PRAGMA application_id = 1265202280; CREATE TABLE old (a); INSERT INTO old VALUES (7);');
    await expect(openNodeStore({ dir, mode: 'read' })).rejects.toThrow(/open it once for writing/);
    await (await openNodeStore({ dir })).close();
    const backup = join(dir, 'library.db.v0.backup');
    expect(existsSync(backup)).toBe(true);
    const copy = new Database(backup);
    expect(copy.prepare('SELECT a FROM old').all()).toEqual([{ a: 7 }]);
    copy.close();
  });
});
