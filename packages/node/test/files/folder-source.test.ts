import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type PhotoSourceSubject, photoSourceContract } from '@kith/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFolderSource } from '../../src/files/create-folder-source.js';

const extensions = new Set(['jpg', 'png']);

function put(root: string, path: string, bytes: Uint8Array | string = 'x'): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), bytes);
}

async function makeSubject(): Promise<PhotoSourceSubject> {
  const root = mkdtempSync(join(tmpdir(), 'kith-source-'));
  return {
    source: createFolderSource({ roots: [root], extensions }),
    put: async (path, bytes) => put(root, path, bytes),
    remove: async (path) => rmSync(join(root, path)),
    dispose: async () => rmSync(root, { recursive: true }),
  };
}

describe('folders', () => {
  for (const promise of photoSourceContract) it(promise.name, () => promise.run(makeSubject));

  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'kith-folders-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const list = async (roots = [root], except: readonly string[] = []) => {
    const problems: string[] = [];
    const paths: string[] = [];
    const source = createFolderSource({ roots, extensions, except });
    for await (const file of source.list((path, reason) =>
      problems.push(`${path.replace(root, '')}: ${reason}`),
    ))
      paths.push(file.path);
    return { paths, problems };
  };

  it('passes over hidden folders, those of systems, and other files', async () => {
    for (const path of [
      'a.jpg',
      '.b.jpg',
      '.hidden/c.jpg',
      '@eaDir/d.jpg',
      '$RECYCLE.BIN/e.jpg',
      'f.txt',
      'G.PNG',
    ])
      put(root, path);
    expect(await list()).toEqual({ paths: ['G.PNG', 'a.jpg'], problems: [] });
  });

  it('follows links, each real folder once, and is not caught in a circle', async () => {
    put(root, 'one/a.jpg');
    symlinkSync(root, join(root, 'one', 'back'));
    symlinkSync(join(root, 'one'), join(root, 'two.2019'));
    symlinkSync('self', join(root, 'self'));
    symlinkSync(join(root, 'one', 'a.jpg'), join(root, 'link.jpg'));
    expect(await list()).toEqual({ paths: ['link.jpg', 'one/a.jpg'], problems: [] });
    expect((await list([root, join(root, 'one')])).paths).toEqual(['link.jpg', 'one/a.jpg']);
  });

  it('passes over the folders it is told to, by whatever path', async () => {
    for (const path of ['a.jpg', 'sheets/b.jpg', 'other/c.jpg']) put(root, path);
    symlinkSync(join(root, 'sheets'), join(root, 'link'));
    const except = [join(root, 'sheets'), join(root, 'not-there')];
    expect((await list([root], except)).paths).toEqual(['a.jpg', 'other/c.jpg']);
  });

  it.skipIf(process.platform !== 'linux')(
    'reports names that are not UTF-8 (skipped elsewhere than on Linux, where there are none)',
    async () => {
      put(root, 'a.jpg');
      const within = (name: string) => Buffer.concat([Buffer.from(`${root}/`), Buffer.from(name, 'latin1')]);
      writeFileSync(within('\xe9.jpg'), 'x');
      mkdirSync(within('folder \xff'));
      const reason = 'its name is not valid text (UTF-8); rename it';
      const { paths, problems } = await list();
      expect(paths).toEqual(['a.jpg']);
      expect(problems.sort()).toEqual([`/folder \ufffd: ${reason}`, `/\ufffd.jpg: ${reason}`]);
    },
  );

  it('reports what it cannot list, and lists the rest', async () => {
    put(root, 'a.jpg');
    symlinkSync('nowhere', join(root, 'dead.jpg'));
    symlinkSync('nowhere', join(root, 'dead'));
    expect(await list([join(root, 'no'), root])).toEqual({
      paths: ['a.jpg'],
      problems: ['/no: it is not there', '/dead.jpg: it is a link to a file that is not there'],
    });
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'reports a folder it may not read (skipped for root, who may read everything)',
    async () => {
      put(root, 'closed/a.jpg');
      chmodSync(join(root, 'closed'), 0);
      expect((await list()).problems).toEqual(['/closed: permission was refused']);
      chmodSync(join(root, 'closed'), 0o700);
    },
  );

  it('does not read a file beyond the length limit', async () => {
    put(root, 'a.jpg', new Uint8Array(2000));
    const source = createFolderSource({ roots: [root], extensions, maxBytes: 1000 });
    const file = { root, path: 'a.jpg', bytes: 2000, modifiedAt: 0 };
    await expect(source.read(file)).rejects.toThrow(/MB/);
  });
});
