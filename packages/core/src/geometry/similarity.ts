import { type Point, point } from './point.js';

/**
 * A similarity transform without reflection: (x, y) ↦ (a·x − b·y + tx, b·x + a·y + ty).
 * Scale √(a² + b²), rotation atan2(b, a).
 */
export interface Similarity {
  readonly a: number;
  readonly b: number;
  readonly tx: number;
  readonly ty: number;
}

/** The scale factor: target pixels per source pixel. */
export function scaleOf(t: Similarity): number {
  return Math.hypot(t.a, t.b);
}

/** The point's image. */
export function transform<To extends string>(t: Similarity, p: Point): Point<To> {
  return point<To>(t.a * p.x - t.b * p.y + t.tx, t.b * p.x + t.a * p.y + t.ty);
}

/** The transform that undoes `t`. Throws on scale 0, which nothing undoes. */
export function invert(t: Similarity): Similarity {
  const norm = t.a * t.a + t.b * t.b;
  if (!(norm > 0)) throw new RangeError(`a similarity of scale ${Math.sqrt(norm)} has no inverse`);
  const a = t.a / norm;
  const b = -t.b / norm;
  return { a, b, tx: -(a * t.tx - b * t.ty), ty: -(b * t.tx + a * t.ty) };
}

/** First `first`, then `second`. */
export function compose(second: Similarity, first: Similarity): Similarity {
  return {
    a: second.a * first.a - second.b * first.b,
    b: second.b * first.a + second.a * first.b,
    tx: second.a * first.tx - second.b * first.ty + second.tx,
    ty: second.b * first.tx + second.a * first.ty + second.ty,
  };
}
