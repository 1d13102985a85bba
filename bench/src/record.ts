import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from './bench-options.js';

export type Row = Readonly<Record<string, string | number>>;

/**
 * Appends rows to `bench/results/<name>.csv`, each with when, on what commit, on which machine and under what load it was
 * measured. The columns of a file never change; throws when they would.
 */
export function record(name: string, seed: number, rows: readonly Row[]): void {
  const path = join(root, 'bench/results', `${name}.csv`);
  const stamped = rows.map((row) => ({ ...circumstances(seed), ...row }));
  const header = Object.keys(stamped[0] ?? {}).join(',');
  mkdirSync(dirname(path), { recursive: true });
  if (!existsSync(path)) writeFileSync(path, `${header}\n`);
  const known = readFileSync(path, 'utf8').split('\n')[0];
  if (known !== header) throw new Error(`${path} has the columns ${known}, these rows ${header}`);
  for (const row of stamped) appendFileSync(path, `${Object.values(row).map(field).join(',')}\n`);
  console.table(rows);
}

/** The load average beside the number of cores says how busy the machine was with other things. */
function circumstances(seed: number): Row {
  return {
    date: new Date().toISOString().slice(0, 16),
    commit: commit(),
    machine: `${cpus()[0]?.model.trim() ?? 'unknown'} x${availableParallelism()}`,
    node: process.version,
    load: Number(loadavg()[0]?.toFixed(1)),
    seed,
  };
}

function commit(): string {
  try {
    const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
    const dirty = git('status', '--porcelain', '--', 'packages', 'apps', 'models') === '' ? '' : '+';
    return `${git('rev-parse', '--short=10', 'HEAD')}${dirty}`;
  } catch {
    return 'unknown';
  }
}

function field(value: string | number): string {
  const text = typeof value === 'number' ? String(Number(value.toFixed(3))) : value;
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
