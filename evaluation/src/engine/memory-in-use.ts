/** Heap and buffers in use, bytes; after a collection where node runs with --expose-gc. */
export function memoryInUse(): number {
  (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
