/**
 * A face as the Metadata Working Group's region schema (mwg-rs, guidelines 2.0 of 2010, section 5.9) writes it: centre
 * and size as shares 0..1 of the stored picture, that is before its EXIF orientation is applied.
 */
export interface MwgRegion {
  readonly name: string | null;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** The area the two share, divided by the area they cover, 0..1. */
export function regionOverlap(a: MwgRegion, b: MwgRegion): number {
  const across = overlap(a.x, a.w, b.x, b.w);
  const down = overlap(a.y, a.h, b.y, b.h);
  const both = across * down;
  return both === 0 ? 0 : both / (a.w * a.h + b.w * b.h - both);
}

function overlap(a: number, aSize: number, b: number, bSize: number): number {
  return Math.max(0, Math.min(a + aSize / 2, b + bSize / 2) - Math.max(a - aSize / 2, b - bSize / 2));
}
