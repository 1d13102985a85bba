import type { CancelSignal } from '../ports/index.js';

/** Throws an error named `AbortError` when the work is no longer wanted. */
export function throwIfAborted(signal?: CancelSignal): void {
  if (!signal?.aborted) return;
  const error = new Error('cancelled before it was finished');
  error.name = 'AbortError';
  throw error;
}
