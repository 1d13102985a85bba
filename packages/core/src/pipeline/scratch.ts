/** Float buffers by use, grown to the largest asked for and kept. Not for two analyses at once. */
export interface Scratch {
  /** A buffer of exactly `length` floats with arbitrary content; invalid after the next `take` of the same `use`. */
  take(use: string, length: number): Float32Array;
}

/** Makes an empty set of buffers. Its memory is that of the largest batch. */
export function createScratch(): Scratch {
  const kept = new Map<string, Float32Array>();
  return {
    take(use, length) {
      let buffer = kept.get(use);
      if (!buffer || buffer.length < length) {
        buffer = new Float32Array(length);
        kept.set(use, buffer);
      }
      return buffer.subarray(0, length);
    },
  };
}
