/**
 * Where things lie in a table's memory; the WebAssembly kernel and its plain twin share it.
 * See `scan-kernel.wat` for the meaning of each field.
 */
export interface ScanLayout {
  /** Dimension rounded up to a multiple of 16: bytes of values in a row. */
  readonly stride: number;
  /** Bytes from one row to the next: the values, an f32 scale and 12 bytes of padding. */
  readonly pitch: number;
  /** Where the control words of a group of four queries are. */
  readonly control: (group: number) => number;
  /** Where its queries are. */
  readonly queries: (group: number) => number;
  readonly hits: number;
  /** Hits that fit before the scan pauses. */
  readonly capacity: number;
  readonly rows: number;
}

const CONTROL_BYTES = 64;
const HIT_CAPACITY = 512;
/** Queries that the kernel takes at once. */
export const BLOCK = 4;
/** Groups of so many queries in one pass over the rows. */
export const GROUPS = 8;

/** The layout for vectors of `dimension` values, 1..1024 (up to there a dot product is exact in f32). */
export function scanLayout(dimension: number): ScanLayout {
  if (!Number.isInteger(dimension) || dimension < 1 || dimension > 1024) {
    throw new RangeError(`a vector's dimension must be a whole number in 1..1024, not ${dimension}`);
  }
  const stride = Math.ceil(dimension / 16) * 16;
  const group = BLOCK * stride * 2;
  const queries = GROUPS * CONTROL_BYTES;
  const hits = queries + GROUPS * group;
  return {
    stride,
    pitch: stride + 16,
    control: (number) => number * CONTROL_BYTES,
    queries: (number) => queries + number * group,
    hits,
    capacity: HIT_CAPACITY,
    rows: Math.ceil((hits + HIT_CAPACITY * 8) / 64) * 64,
  };
}
