import { type HelperLimits, type HelperProcess, startHelperProcess } from './helper-process.js';

export interface PoolOptions extends HelperLimits {
  /** Processes at most. */
  readonly processes: number;
  /** A process that holds more than this after a picture is replaced, megabytes. */
  readonly recycleMb: number;
}

export interface HelperPool {
  /** Waits for a free process. `heavy` work (a decoder that holds whole pictures) goes to the few processes for it. */
  acquire(heavy: boolean): Promise<HelperProcess>;
  release(helper: HelperProcess): void;
  close(): void;
}

/**
 * Processes started as they are needed and kept. A heavy picture leaves a process some 200 MB larger than the others, so
 * only half of them (at least one) ever take heavy work: that bounds the memory of the whole pool.
 */
export function createHelperPool(options: PoolOptions): HelperPool {
  const heavySlots = Math.max(1, Math.floor(options.processes / 2));
  const all = new Set<HelperProcess>();
  const heavies = new Set<HelperProcess>();
  const idle = new Set<HelperProcess>();
  const waiting: { heavy: boolean; resolve: (helper: HelperProcess) => void }[] = [];

  const forget = (helper: HelperProcess) => {
    all.delete(helper);
    heavies.delete(helper);
    idle.delete(helper);
  };
  const idleFor = (heavy: boolean): HelperProcess | undefined => {
    const free = [...idle];
    if (!heavy) return free.find((h) => !heavies.has(h)) ?? free[0];
    return free.find((h) => heavies.has(h)) ?? (heavies.size < heavySlots ? free[0] : undefined);
  };
  const start = (heavy: boolean): HelperProcess | undefined => {
    if (all.size >= options.processes || (heavy && heavies.size >= heavySlots)) return undefined;
    const helper = startHelperProcess(options);
    all.add(helper);
    return helper;
  };
  const take = (heavy: boolean): HelperProcess | undefined => {
    for (const helper of idle) if (helper.ended) forget(helper);
    const helper = idleFor(heavy) ?? start(heavy);
    if (!helper) return undefined;
    idle.delete(helper);
    if (heavy) heavies.add(helper);
    return helper;
  };
  const serve = () => {
    for (let i = 0; i < waiting.length; ) {
      const request = waiting[i];
      const helper = request && take(request.heavy);
      if (!request || !helper) {
        i++;
        continue;
      }
      waiting.splice(i, 1);
      request.resolve(helper);
    }
  };
  return {
    acquire: (heavy) =>
      new Promise((resolve) => {
        waiting.push({ heavy, resolve });
        serve();
      }),
    release(helper) {
      if (helper.rssMb > options.recycleMb) helper.end();
      if (helper.ended) forget(helper);
      else idle.add(helper);
      serve();
    },
    close: () => {
      for (const helper of all) helper.end();
    },
  };
}
