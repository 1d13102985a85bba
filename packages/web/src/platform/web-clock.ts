import type { Clock } from '@kith/core/ports';

/** The browser's clock. */
export const webClock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };
