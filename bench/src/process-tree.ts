import { readdirSync, readFileSync } from 'node:fs';

/** Resident memory of a process and its children now, MiB. Linux only: throws where there is no /proc. */
export function treeResidentMb(pid: number): number {
  return [pid, ...childrenOf(pid)].reduce((sum, p) => sum + residentMb(p), 0);
}

function childrenOf(pid: number): number[] {
  const tasks = readable(() => readdirSync(`/proc/${pid}/task`), []);
  return tasks.flatMap((task) =>
    readable(() => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8'), '')
      .split(' ')
      .filter(Boolean)
      .map(Number),
  );
}

function residentMb(pid: number): number {
  const status = readable(() => readFileSync(`/proc/${pid}/status`, 'utf8'), '');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
}

/** A process may end while it is looked at. */
function readable<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
