/** 8-bit RGB pixels, rows top to bottom, interleaved, no padding: `data.length === width * height * 3`. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}
