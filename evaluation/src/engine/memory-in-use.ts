import { getHeapSpaceStatistics } from 'node:v8';

/** Heap (but compiled code) and buffers in use, bytes; after a collection where node runs with --expose-gc. */
export function memoryInUse(): number {
  const { gc } = globalThis as { gc?: () => void };
  // twice: buffers are given back after the objects that held them
  gc?.();
  gc?.();
  const spaces = getHeapSpaceStatistics().filter(({ space_name }) => !space_name.startsWith('code'));
  return process.memoryUsage().external + spaces.reduce((sum, space) => sum + space.space_used_size, 0);
}
