export const noRoom =
  'the browser gives no more storage; nothing of the last step was kept, all before it was';

/** The browser lets the origin keep no more bytes: its share, or the disk, is full. */
export class NoRoom extends Error {
  constructor(cause?: unknown) {
    super(noRoom, { cause });
  }
}

/** Whether a call of the browser failed for want of room. */
export const isOutOfRoom = (cause: unknown): boolean =>
  cause instanceof Error && cause.name === 'QuotaExceededError';
