/** The two sums of `shrink` over a memory of their own; numbers are byte offsets, see shrink-kernel.wat. */
export interface ShrinkPasses {
  readonly buffer: ArrayBuffer;
  /** One row of `bytes` bytes at `out` from `taps` rows that lie `pitch` bytes apart from `rows` on. */
  readonly down: (
    rows: number,
    pitch: number,
    weights: number,
    taps: number,
    out: number,
    bytes: number,
  ) => void;
  /** `count` RGB pixels at `out` from a row of RGBA; `first`: the first source pixel of each. */
  readonly across: (
    row: number,
    first: number,
    weights: number,
    taps: number,
    out: number,
    count: number,
  ) => void;
}
