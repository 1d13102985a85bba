import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fixtures, runKith, tempFolder } from './run-kith.js';

it('goes on without a reader, and says nothing of it', { timeout: 120_000 }, async () => {
  const library = tempFolder();
  const scan = ['scan', join(fixtures, 'photos'), '--library', library];
  expect((await runKith(scan, undefined, ['stdout', 'stderr'])).code).toBe(0);
  const status = JSON.parse((await runKith(['status', '--library', library, '--json'])).stdout);
  expect(status.photos.indexed).toBe(17);
  for (const args of [['faces', '--library', library], ['--help']])
    expect(await runKith(args, undefined, ['stdout'])).toEqual({ code: 0, stdout: '', stderr: '' });
});
