import { Worker } from 'node:worker_threads';

/** What a process writes to stderr before it ends itself for its memory. */
export const outOfMemoryMark = 'kith: memory limit reached';

/**
 * Ends this process when its resident memory passes `limitMb`. Watches from a thread of its own, since a decoder in
 * WebAssembly holds the main one.
 */
export function watchMemory(limitMb: number): void {
  const code = `
    const { writeSync } = require('node:fs');
    setInterval(() => {
      if (process.memoryUsage.rss() < ${limitMb} * 1e6) return;
      writeSync(2, '${outOfMemoryMark}');
      process.kill(process.pid, 'SIGKILL');
    }, 25);`;
  const limits = { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 2 };
  new Worker(code, { eval: true, resourceLimits: limits }).unref();
}
