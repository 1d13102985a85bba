import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** A process beside this one, and what it said that it holds. */
export interface OtherProcess {
  readonly pid: number;
  /** Resident memory when it last told, MiB; counted where the system cannot be asked. */
  readonly rssMb: number;
}

export interface MemoryWatch {
  /** Most memory that all processes have held at one moment so far, MiB. Looks once more when asked. */
  readonly peakMb: number;
  stop(): void;
}

/**
 * Watches the memory of this process and the others together, ten times a second, at a cost of about 0.1 ms a process.
 *
 * On Linux it is the sum of their proportional set sizes: memory that processes share (the program, its libraries) is
 * divided among all that share it. Reading those costs milliseconds, so what is added up at each moment is the resident
 * memory, less what is shared, which is read anew when a process has come or gone or the sum has grown by a tenth.
 * Elsewhere the resident memory is added up, what is shared too, so the figure is an upper bound.
 */
export function watchMemory(others: () => readonly OtherProcess[]): MemoryWatch {
  let peakMb = 0;
  let shared = { mb: 0, pids: '', sum: 0 };
  let reading = false;
  const look = () => {
    const processes = others();
    const sum = residentMb(process.pid, process.memoryUsage.rss() / 2 ** 20) + sumOf(processes);
    const pids = processes.map(({ pid }) => pid).join();
    if (hasStatus && !reading && (pids !== shared.pids || sum > shared.sum * 1.1)) {
      reading = true;
      void sharedMb([process.pid, ...processes.map(({ pid }) => pid)]).then((mb) => {
        shared = { mb, pids, sum };
        reading = false;
      });
    }
    // Of processes that have just come or gone it is not known yet what they share.
    if (!hasStatus || pids === shared.pids) peakMb = Math.max(peakMb, sum - shared.mb);
  };
  look();
  const timer = setInterval(look, 100).unref();
  return {
    get peakMb() {
      look();
      return peakMb;
    },
    stop: () => clearInterval(timer),
  };
}

const hasStatus = process.platform === 'linux';

const sumOf = (processes: readonly OtherProcess[]) =>
  processes.reduce((sum, { pid, rssMb }) => sum + residentMb(pid, rssMb), 0);

function residentMb(pid: number, otherwise: number): number {
  if (!hasStatus) return otherwise;
  try {
    return kilobytes(readFileSync(`/proc/${pid}/status`, 'utf8'), 'VmRSS') / 1024;
  } catch {
    return 0; // it has ended
  }
}

/** Resident memory less proportional set size, summed over the processes, MiB. */
async function sharedMb(pids: readonly number[]): Promise<number> {
  const shares = pids.map(async (pid) => {
    const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
    return (kilobytes(text, 'Rss') - kilobytes(text, 'Pss')) / 1024;
  });
  return (await Promise.all(shares)).reduce((sum, mb) => sum + mb, 0);
}

/** A field of a file in /proc such as `Rss:   335864 kB`; 0 when it is not there. */
function kilobytes(text: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0);
}
