import { readdirSync, readFileSync } from 'node:fs';

/**
 * Watches the resident memory of this process and its children's, in megabytes; `stop` says the largest sum seen above what
 * this process (a test runner) held at the start. 0 where there is no /proc.
 */
export function watchResidentMemory(): { stop(): number } {
  const baseline = residentMb(process.pid);
  let peak = 0;
  const timer = setInterval(() => {
    const children = childrenOf(process.pid).reduce((sum, pid) => sum + residentMb(pid), 0);
    peak = Math.max(peak, children + Math.max(0, residentMb(process.pid) - baseline));
  }, 20);
  return {
    stop() {
      clearInterval(timer);
      return peak;
    },
  };
}

function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}

function residentMb(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
