import type { OtherProcess } from '../telemetry/watch-memory.js';
import { type HelperLimits, type HelperProcess, startHelperProcess } from './helper-process.js';

export interface PoolOptions extends HelperLimits {
  /** Processes for light work at most; at least 2 are reckoned with. */
  readonly processes: number;
  /** Processes for heavy work at most; beside them the fewer light ones. */
  readonly heavyProcesses: number;
  /** A process that holds more than this after a picture is replaced, megabytes. */
  readonly recycleMb: { readonly light: number; readonly heavy: number };
}

export interface HelperPool {
  /** Waits for a process, in order of asking. `heavy`: for a decoder that holds whole pictures. */
  acquire(heavy: boolean): Promise<HelperProcess>;
  release(helper: HelperProcess): void;
  /** Those of this moment that have started. */
  processes(): readonly OtherProcess[];
  close(): void;
}

/** A process for heavy work grows to two or three times the others, so it takes the place of two. */
const heavyWeight = 2;
/** A heavy process that has had no heavy work for so many pictures makes room for light ones. */
const lightRun = 8;

interface Member {
  readonly heavy: boolean;
  busy: boolean;
  lightRun: number;
}

/** Processes started as they are needed and kept; what they weigh together is bounded, and with it their memory. */
export function createHelperPool(options: PoolOptions): HelperPool {
  const most = { light: Math.max(options.processes, heavyWeight), heavy: options.heavyProcesses };
  const capacity = Math.max(most.light, heavyWeight * most.heavy);
  const members = new Map<HelperProcess, Member>();
  const waiting: { heavy: boolean; resolve: (helper: HelperProcess) => void }[] = [];

  const count = (heavy: boolean) => [...members.values()].filter((m) => m.heavy === heavy).length;
  const fits = (heavy: boolean) =>
    count(false) + heavyWeight * count(true) + (heavy ? heavyWeight : 1) <= capacity;
  const mayStart = (heavy: boolean) => count(heavy) < (heavy ? most.heavy : most.light);
  const remove = (helper: HelperProcess) => {
    members.delete(helper);
    helper.end();
  };
  const idle = (heavy: boolean) => [...members].find(([, m]) => !m.busy && m.heavy === heavy)?.[0];
  const start = (heavy: boolean) => {
    if (!fits(heavy) || !mayStart(heavy)) return undefined;
    const helper = startHelperProcess(options);
    members.set(helper, { heavy, busy: false, lightRun: 0 });
    return helper;
  };
  /** Heavy work starts in a fresh process, in the place of idle light ones. */
  const startHeavy = () => {
    if (!mayStart(true)) return undefined;
    for (const [helper, m] of members) if (!m.busy && !m.heavy && !fits(true)) remove(helper);
    return start(true);
  };
  const take = (heavy: boolean): HelperProcess | undefined => {
    for (const helper of members.keys()) if (helper.ended) remove(helper);
    const helper = heavy ? (idle(true) ?? startHeavy()) : (idle(false) ?? start(false) ?? idle(true));
    const member = helper && members.get(helper);
    if (!helper || !member) return undefined;
    member.busy = true;
    member.lightRun = heavy ? 0 : member.lightRun + 1;
    return helper;
  };
  const serve = () => {
    for (let first = waiting[0]; first; first = waiting[0]) {
      const helper = take(first.heavy);
      if (!helper) return;
      waiting.shift();
      first.resolve(helper);
    }
  };
  return {
    acquire: (heavy) =>
      new Promise((resolve) => {
        waiting.push({ heavy, resolve });
        serve();
      }),
    release(helper) {
      const member = members.get(helper);
      const isSpent =
        helper.rssMb > options.recycleMb[member?.heavy ? 'heavy' : 'light'] ||
        (member?.heavy && member.lightRun >= lightRun);
      if (helper.ended || isSpent) remove(helper);
      else if (member) member.busy = false;
      serve();
    },
    processes: () =>
      [...members.keys()].flatMap(({ pid, rssMb }) => (pid === undefined ? [] : [{ pid, rssMb }])),
    close: () => {
      for (const helper of members.keys()) helper.end();
    },
  };
}
