import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ScanSummary } from '@kith/core/pipeline';
import { type BenchOptions, root } from './bench-options.js';
import { treeResidentMb } from './process-tree.js';

export interface ScanRun {
  readonly summary: ScanSummary;
  /** The command's whole time, models' loading included, milliseconds. */
  readonly wallMs: number;
  /** Processor time of the command and its children, milliseconds. */
  readonly cpuMs: number;
  /** Largest sum of the resident memory of all its processes, MiB. */
  readonly peakMb: number;
  /** The library it left; removed by `dispose`. */
  readonly library: string;
  dispose(): void;
}

/** Runs `kith scan` on a folder with a fresh library, as a user would, and watches its processes. */
export async function runScan(folder: string, { pack, weights }: BenchOptions): Promise<ScanRun> {
  const library = mkdtempSync(join(tmpdir(), 'kith-bench-'));
  const args = [join(root, 'apps/cli/bin/kith.js'), 'scan', folder, '--library', library, '--models', pack];
  if (weights !== undefined) args.push('--weights', weights);
  const started = performance.now();
  const cpuBefore = childrenCpuMs();
  const child = spawn(process.execPath, [...args, '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (text) => {
    output += text;
  });
  let peakMb = 0;
  const timer = setInterval(() => {
    peakMb = Math.max(peakMb, treeResidentMb(child.pid ?? 0));
  }, 50);
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearInterval(timer);
  const wallMs = performance.now() - started;
  if (code !== 0) throw new Error(`kith scan ended with ${code}`);
  const summary = JSON.parse(output) as ScanSummary;
  const dispose = () => rmSync(library, { recursive: true, force: true });
  return { summary, wallMs, cpuMs: childrenCpuMs() - cpuBefore, peakMb, library, dispose };
}

/** Processor time of all children of this process that have ended, and theirs (fields 16 and 17 of /proc/self/stat). */
export function childrenCpuMs(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? [];
  const ticksPerSecond = 100;
  return ((Number(fields[13]) + Number(fields[14])) * 1000) / ticksPerSecond;
}
