import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessMemory {
  /** Highest resident memory of one renderer process, MiB: a tab with its workers. */
  readonly tabMb: number;
  /** Highest sum over all of the browser's processes, shared pages counted once, MiB. */
  readonly browserMb: number;
}

/** Watches the browser processes below this one, by /proc (Linux). Returns how to stop and read the peaks. */
export function watchBrowserMemory(everyMs = 500): () => ProcessMemory {
  let peak: ProcessMemory = { tabMb: 0, browserMb: 0 };
  const look = () => {
    let [tabMb, browserMb] = [0, 0];
    for (const pid of descendants(process.pid)) {
      const command = read(`/proc/${pid}/cmdline`);
      if (!/chrom/.test(command)) continue;
      browserMb += kilobytes(`/proc/${pid}/smaps_rollup`, 'Pss') / 1024;
      if (command.includes('--type=renderer'))
        tabMb = Math.max(tabMb, kilobytes(`/proc/${pid}/status`, 'VmRSS') / 1024);
    }
    peak = { tabMb: Math.max(peak.tabMb, tabMb), browserMb: Math.max(peak.browserMb, browserMb) };
  };
  const timer = setInterval(look, everyMs);
  return () => {
    clearInterval(timer);
    return { tabMb: Math.round(peak.tabMb), browserMb: Math.round(peak.browserMb) };
  };
}

function descendants(root: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = Number(/\) \S (\d+)/.exec(read(`/proc/${name}/stat`))?.[1] ?? -1);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const found: number[] = [];
  const waiting = [root];
  for (let pid = waiting.pop(); pid !== undefined; pid = waiting.pop()) {
    const own = children.get(pid) ?? [];
    found.push(...own);
    waiting.push(...own);
  }
  return found;
}

function kilobytes(path: string, key: string): number {
  return Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(read(path))?.[1] ?? 0);
}

/** Empty when the process has ended meanwhile. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
