import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const kith = join(root, 'apps/cli/bin/kith.js');

export const fixtures = join(root, 'fixtures');
export const killTest = join(root, 'scripts/kill-test.mjs');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Stream = 'stdout' | 'stderr';

/**
 * Runs the built command line as a process of its own. `during` gets the process once it has said something; the reader of the
 * streams `left` is gone before the first line.
 */
export function runKith(
  args: readonly string[],
  during?: (pid: number, line: string) => void,
  left: readonly Stream[] = [],
): Promise<Ended> {
  return run([kith, ...args], during, left);
}

export function run(
  args: readonly string[],
  during?: (pid: number, line: string) => void,
  left: readonly Stream[] = [],
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args], { cwd: root, env: { ...process.env, CI: 'true' } });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (text) => {
      stdout += text;
    });
    child.stderr.on('data', (text) => {
      stderr += text;
      during?.(child.pid as number, String(text));
    });
    for (const stream of left) child[stream].destroy();
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** A folder that is gone when the tests of the file are done. */
export function tempFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'kith-test-'));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

const weights = join(root, '../shared/models');

/** Options for a pack of reference models, which lie beside the checkout; null, with the reason told, where they do not. */
export function referencePack(): readonly string[] | null {
  if (existsSync(weights))
    return ['--models', join(root, 'evaluation/packs/reference-scrfd-500m-mbf.json'), '--weights', weights];
  if (process.env['CI'] === 'true') throw new Error('../shared/models is not there');
  console.warn('skipped: the reference models are not in ../shared/models');
  return null;
}
