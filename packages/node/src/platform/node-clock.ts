import type { Clock } from '@kith/core/ports';

/** The machine's clock. */
export const nodeClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};
