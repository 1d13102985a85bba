import type { Orientation } from '@kith/core/photo';
import type { MwgRegion } from './mwg-region.js';

/** A region of the upright picture as a region of the stored one. */
export function toStored(region: MwgRegion, orientation: Orientation): MwgRegion {
  const { x, y, w, h } = region;
  switch (orientation) {
    case 1:
      return region;
    case 2:
      return { ...region, x: 1 - x };
    case 3:
      return { ...region, x: 1 - x, y: 1 - y };
    case 4:
      return { ...region, y: 1 - y };
    case 5:
      return { ...region, x: y, y: x, w: h, h: w };
    case 6:
      return { ...region, x: y, y: 1 - x, w: h, h: w };
    case 7:
      return { ...region, x: 1 - y, y: 1 - x, w: h, h: w };
    case 8:
      return { ...region, x: 1 - y, y: x, w: h, h: w };
  }
}

/** The way back. Every orientation but the two quarter turns is its own inverse. */
export function toUpright(region: MwgRegion, orientation: Orientation): MwgRegion {
  const inverse = orientation === 6 ? 8 : orientation === 8 ? 6 : orientation;
  return toStored(region, inverse);
}
