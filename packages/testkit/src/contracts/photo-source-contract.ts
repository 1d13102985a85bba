import type { PhotoSource } from '@kith/core/ports';
import { collect, equal, ok, rejects } from './check.js';
import { contractCase, type Disposable } from './contract.js';

/** A source over one empty root, and a hand to change what is in it. */
export interface PhotoSourceSubject extends Disposable {
  readonly source: PhotoSource;
  put(path: string, bytes: Uint8Array): Promise<void>;
  remove(path: string): Promise<void>;
}

const bytes = (n: number) => Uint8Array.from({ length: n }, (_, i) => (i * n) % 256);

async function paths(source: PhotoSource): Promise<string[]> {
  const problems: string[] = [];
  const files = await collect(source.list((path, reason) => problems.push(`${path}: ${reason}`)));
  equal(problems, [], 'problems');
  return files.map((f) => f.path);
}

export const photoSourceContract = [
  contractCase<PhotoSourceSubject>('an empty root lists nothing', async ({ source }) => {
    equal(await paths(source), [], 'paths');
  }),

  contractCase<PhotoSourceSubject>(
    'each photo is listed once, in an order that stays',
    async ({ source, put }) => {
      for (const path of ['b.jpg', 'sub/z.jpg', 'a.jpg', 'sub/deeper/c.jpg', 'ä ß.jpg'])
        await put(path, bytes(3));
      const first = await paths(source);
      equal([...first].sort(), ['a.jpg', 'b.jpg', 'sub/deeper/c.jpg', 'sub/z.jpg', 'ä ß.jpg'], 'paths');
      equal(await paths(source), first, 'the second time');
    },
  ),

  contractCase<PhotoSourceSubject>(
    'a file is read whole and belongs to the caller',
    async ({ source, put }) => {
      await put('a.jpg', bytes(100_000));
      const [file] = await collect(source.list(() => undefined));
      if (!file) throw new Error('nothing was listed');
      equal(file.bytes, 100_000, 'length listed');
      ok(file.modifiedAt > 0, 'a time is listed');
      const read = await source.read(file);
      equal(read.length, 100_000, 'length read');
      read.fill(0);
      ok(
        (await source.read(file)).some((b) => b !== 0),
        'a second read is not changed by the first',
      );
    },
  ),

  contractCase<PhotoSourceSubject>('a change shows in length or time', async ({ source, put }) => {
    await put('a.jpg', bytes(10));
    const [before] = await collect(source.list(() => undefined));
    await new Promise((resolve) => setTimeout(resolve, 20));
    await put('a.jpg', bytes(10).fill(1));
    const [after] = await collect(source.list(() => undefined));
    ok(after?.modifiedAt !== before?.modifiedAt || after?.bytes !== before?.bytes, 'something differs');
  }),

  contractCase<PhotoSourceSubject>(
    'a file that went is not listed, and reading it rejects',
    async ({ source, put, remove }) => {
      await put('a.jpg', bytes(10));
      await put('b.jpg', bytes(10));
      const [file] = await collect(source.list(() => undefined));
      await remove('a.jpg');
      equal(await paths(source), ['b.jpg'], 'paths');
      if (file) await rejects(source.read(file), /./);
    },
  ),
];
