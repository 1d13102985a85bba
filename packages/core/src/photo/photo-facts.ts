/** What the file says of itself, read once when it is decoded. */
export interface PhotoFacts {
  /** Width and height in pixels, upright (EXIF orientation applied), at full resolution. */
  readonly width: number;
  readonly height: number;
  /** Capture time in milliseconds since 1970-01-01 UTC (local time read as UTC where no offset is given), or null. */
  readonly takenAt: number | null;
  /** Degrees, WGS 84; stored in the library only. */
  readonly gps: { readonly latitude: number; readonly longitude: number } | null;
}
