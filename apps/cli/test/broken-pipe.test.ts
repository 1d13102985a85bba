import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fixtures, kithPath, runKith, tempFolder } from './run-kith.js';

/** Runs kith for a reader that has left before the first line; its exit code, and what it still said on standard error. */
function unread(args: readonly string[], left: readonly ('stdout' | 'stderr')[]) {
  return new Promise<{ code: number | null; stderr: string }>((resolve, reject) => {
    const child = spawn(process.execPath, [kithPath, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    for (const stream of left) child[stream].destroy();
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stderr }));
  });
}

it('goes on without a reader, and says nothing of it', { timeout: 120_000 }, async () => {
  const library = tempFolder();
  const scan = ['scan', join(fixtures, 'photos'), '--library', library];
  expect((await unread(scan, ['stdout', 'stderr'])).code).toBe(0);
  const status = JSON.parse((await runKith(['status', '--library', library, '--json'])).stdout);
  expect(status.photos.indexed).toBe(17);
  for (const args of [['faces', '--library', library], ['--help']])
    expect(await unread(args, ['stdout'])).toEqual({ code: 0, stderr: '' });
});
