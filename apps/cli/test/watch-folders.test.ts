import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { watchFolders } from '../src/session/watch-folders.js';
import { tempFolder } from './run-kith.js';

const seconds = (n: number) => ({ timeout: n * 1000, interval: 50 });

it('works now, and after photos come, change, move and go, but not for other files', {
  timeout: 60_000,
}, async () => {
  const root = join(tempFolder(), 'photos');
  mkdirSync(join(root, 'below'), { recursive: true });
  writeFileSync(join(root, 'a.jpg'), 'a');
  symlinkSync(root, join(root, 'below/round'));
  const controller = new AbortController();
  const problems: string[] = [];
  let works = 0;
  let watching = false;
  const ended = watchFolders({
    folders: [root],
    extensions: new Set(['jpg']),
    work: async () => void works++,
    onWatching: () => {
      watching = true;
    },
    onProblem: (reason) => problems.push(reason),
    signal: controller.signal,
  });
  // The second time is when the watcher has had its first look.
  await vi.waitUntil(() => watching && works === 2, seconds(10));
  const oneMore = async (change: () => void) => {
    const before = works;
    change();
    await vi.waitUntil(() => works > before, seconds(10));
  };
  await oneMore(() => writeFileSync(join(root, 'below/b.jpg'), 'b'));
  await oneMore(() => writeFileSync(join(root, 'a.jpg'), 'changed'));
  await oneMore(() => renameSync(join(root, 'a.jpg'), join(root, 'below/c.jpg')));
  await oneMore(() => rmSync(join(root, 'below/c.jpg')));
  const before = works;
  writeFileSync(join(root, 'notes.txt'), 'x');
  writeFileSync(join(root, '.hidden.jpg'), 'x');
  await new Promise((resolve) => setTimeout(resolve, 2500));
  expect(works).toBe(before);
  // As when a disk is pulled out and put in again.
  await oneMore(() => renameSync(root, `${root}-away`));
  await oneMore(() => renameSync(`${root}-away`, root));
  await oneMore(() => writeFileSync(join(root, 'd.jpg'), 'd'));
  controller.abort();
  await ended;
  expect(problems).toEqual([]);
});

it('ends with the reason when the work fails', async () => {
  const work = () => Promise.reject(new Error('the store is full'));
  const nothing = () => undefined;
  const { signal } = new AbortController();
  const options = { folders: [tempFolder()], extensions: new Set<string>(), work, signal };
  await expect(watchFolders({ ...options, onWatching: nothing, onProblem: nothing })).rejects.toThrow(
    'the store is full',
  );
});
