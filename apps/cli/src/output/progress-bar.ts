import type { ScanProgress } from '@kith/core/pipeline';
import { SingleBar } from 'cli-progress';
import { remark } from './print.js';
import { progressLine } from './progress-line.js';

export interface ProgressBar {
  show(progress: ScanProgress): void;
  /** A line above the bar. */
  say(line: string): void;
  stop(): void;
}

/** Progress as JSON, one line per report on standard error, for programs that start `kith`. */
export function createProgressLines(): ProgressBar {
  const write = (value: unknown) => void process.stderr.write(`${JSON.stringify(value)}\n`);
  return { show: write, say: (message) => write({ message }), stop: () => undefined };
}

/** One bar on standard error; says nothing but `say` when that is no terminal, or when `quiet`. */
export function createProgressBar(quiet = false): ProgressBar {
  const stream = process.stderr;
  const say = remark;
  if (quiet || !stream.isTTY) return { show: () => undefined, say, stop: () => undefined };
  let latest: ScanProgress | null = null;
  const bar = new SingleBar({
    stream,
    format: () => (latest ? progressLine(latest, (stream.columns ?? 80) - 1) : ''),
    clearOnComplete: true,
    hideCursor: true,
    gracefulExit: false,
    linewrap: false,
    fps: 10,
  });
  let running = false;
  const stop = () => {
    if (running) bar.stop();
    running = false;
  };
  return {
    show: (progress) => {
      latest = progress;
      if (!running) bar.start(1, 0);
      running = true;
      bar.update(0);
    },
    say: (line) => {
      stop();
      say(line);
    },
    stop,
  };
}
