/** 8-bit RGBA pixels that are read a few rows at a time; alpha is not looked at. */
export interface RgbaRows {
  readonly width: number;
  readonly height: number;
  /** Rows `first` to `first + count - 1`, 4·width bytes each, no padding; read before the next call. */
  readonly rows: (first: number, count: number) => Uint8Array | Uint8ClampedArray;
}
