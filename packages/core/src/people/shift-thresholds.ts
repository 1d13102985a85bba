import type { EngineThresholds } from './engine-thresholds.js';

/** How far a user may move the thresholds from the pack's own, in cosine, either way. */
export const maxLikenessShift = 0.15;

/**
 * The thresholds of a pack moved by the user's wish: `by` is added to every cosine that decides whether two faces, or
 * two groups, are one person. Above 0 keeps more apart, below 0 joins more; 0 is the pack's calibration. Throws
 * beyond ±`maxLikenessShift`.
 */
export function shiftThresholds(thresholds: EngineThresholds, by: number): EngineThresholds {
  if (!(Math.abs(by) <= maxLikenessShift)) {
    throw new RangeError(`thresholds move by at most ±${maxLikenessShift}, not by ${by}`);
  }
  return mapCosines(thresholds, (cosine) => Math.max(-1, Math.min(0.98, cosine + by)));
}

/** The thresholds with every cosine that decides whether two are one changed; leads, gains and the quality gate stay. */
export function mapCosines(
  thresholds: EngineThresholds,
  change: (cosine: number) => number,
): EngineThresholds {
  const { micro, copy, linkFloor, link, lone, attach, sure } = thresholds;
  return {
    ...thresholds,
    micro: change(micro),
    copy: change(copy),
    linkFloor: change(linkFloor),
    link: change(link),
    lone: change(lone),
    attach: change(attach),
    sure: change(sure),
  };
}
