import { exitCodes } from '../exit-codes.js';

/** What a scan says when it is asked to stop. */
export const stopping =
  'Stopping: the photos at hand are finished and everything is kept. Ctrl-C again stops at once.';

export interface Interrupt {
  readonly signal: AbortSignal;
  release(): void;
}

/** The first Ctrl-C (or a request to end) asks for a stop, the second ends the process at once. */
export function onInterrupt(say: () => void): Interrupt {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted);
    controller.abort();
    say();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return {
    signal: controller.signal,
    release: () => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
    },
  };
}
