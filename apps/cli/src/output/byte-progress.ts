import { SingleBar } from 'cli-progress';

export interface ByteProgress {
  show(done: number, total: number): void;
  stop(): void;
}

/** One bar of bytes on standard error; nothing when that is no terminal. */
export function createByteProgress(): ByteProgress {
  const stream = process.stderr;
  if (!stream.isTTY) return { show: () => undefined, stop: () => undefined };
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
  const bar = new SingleBar({
    stream,
    format: (_, { value, total }) => `${megabytes(value)} of ${megabytes(total)} MB`,
    clearOnComplete: true,
    hideCursor: true,
    gracefulExit: false,
    fps: 10,
  });
  return {
    show: (done, total) => {
      if (!bar.isActive) bar.start(total, 0);
      bar.update(done);
    },
    stop: () => bar.stop(),
  };
}
