import { Worker } from 'node:worker_threads';

/** What a decoding process writes to stderr before it ends itself. */
export const marks = { memory: 'kith: memory limit reached', time: 'kith: time limit reached' } as const;

export interface WatchdogLimits {
  /** Resident memory, megabytes. */
  readonly memoryMb: number;
  /** Processor time between `start` and `stop`, milliseconds. */
  readonly cpuMs: number;
}

export interface Watchdog {
  start(): void;
  stop(): void;
}

/**
 * Ends this process when its memory passes the limit, or when a piece of work takes more processor time than it may: that,
 * not the time on the wall, tells an endless file from a busy machine. Watches from a thread of its own, since a decoder in
 * WebAssembly holds the main one.
 */
export function createWatchdog(limits: WatchdogLimits): Watchdog {
  const startedAt = new Float64Array(new SharedArrayBuffer(8));
  const resourceLimits = { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 2 };
  new Worker(watchCode, { eval: true, workerData: { startedAt, limits, marks }, resourceLimits }).unref();
  return {
    start: () => {
      const { user, system } = process.cpuUsage();
      startedAt[0] = (user + system) / 1000;
    },
    stop: () => {
      startedAt[0] = 0;
    },
  };
}

const watchCode = `
  const { workerData } = require('node:worker_threads');
  const { writeSync } = require('node:fs');
  const { startedAt, limits, marks } = workerData;
  const end = (mark) => {
    writeSync(2, mark);
    process.kill(process.pid, 'SIGKILL');
  };
  setInterval(() => {
    if (process.memoryUsage.rss() > limits.memoryMb * 1e6) end(marks.memory);
    const start = startedAt[0];
    const { user, system } = process.cpuUsage();
    if (start > 0 && (user + system) / 1000 - start > limits.cpuMs) end(marks.time);
  }, 25);`;
