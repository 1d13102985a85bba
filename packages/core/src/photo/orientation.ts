/** EXIF orientation, 1 to 8 (TIFF 6.0, tag 274): how the stored pixels are to be turned to be upright; 1 as they are. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** A tag's value as an orientation; 1 for whatever is none. */
export function orientationOf(value: unknown): Orientation {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 8
    ? (value as Orientation)
    : 1;
}
