import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { runKith, tempFolder } from './run-kith.js';

const standard = fileURLToPath(new URL('../../../models', import.meta.url));

it('lists packs that are not whole, and verifies every file', { timeout: 120_000 }, async () => {
  const library = tempFolder();
  const copy = join(library, 'models', 'copy');
  cpSync(standard, copy, { recursive: true });
  mkdirSync(join(library, 'models/.adding-x'));
  mkdirSync(join(library, 'models/no-pack'));
  writeFileSync(join(library, 'models/stray.txt'), '');
  const kith = (...args: string[]) => runKith(['models', ...args, '--library', library, '--json']);
  const list: { id: string; problem: string | null }[] = JSON.parse((await kith('list')).stdout);
  expect(list.map(({ id, problem }) => [id, problem !== null])).toEqual([
    ['kith-default', false],
    ['kith-small', false],
    ['kith-default', false],
    ['no-pack', true],
  ]);

  const good = await kith('verify', 'copy');
  const { files, models } = JSON.parse(good.stdout);
  expect(good.code).toBe(0);
  for (const { problem } of files) expect(problem).toBeNull();
  expect(models.map((m: { selfTest: string }) => m.selfTest)).toEqual(['passed', 'passed', 'passed']);

  // One that this machine does not run, and one that it does.
  const names: string[] = files.map((f: { file: string }) => f.file);
  const [damaged, lost] = [names.find((n) => n.includes('w8')) as string, names[0] as string];
  const bytes = readFileSync(join(copy, damaged));
  bytes[1000] = (bytes[1000] as number) ^ 1;
  writeFileSync(join(copy, damaged), bytes);
  rmSync(join(copy, lost));
  const bad = await kith('verify', 'copy');
  expect(bad.code).toBe(1);
  const problems = JSON.parse(bad.stdout).files.filter((f: { problem: string | null }) => f.problem);
  expect(problems).toEqual([
    { file: lost, problem: expect.stringMatching(/it is not there/) },
    { file: damaged, problem: expect.stringMatching(/its SHA-256 differs/) },
  ]);
});
