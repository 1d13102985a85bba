import type { Writable } from 'node:stream';

/**
 * A reader that leaves early (`kith faces | head`) ends the output, not the command: what is still written goes nowhere.
 * Any other failure of the stream stays an error.
 */
export function outliveReader(...streams: readonly Writable[]): void {
  for (const stream of streams)
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
}
