import type { Box, Brand, PhotoPoint } from '../geometry/index.js';
import type { PhotoId } from '../photo/index.js';

/**
 * `<first 16 hex digits of the photo id>.<ordinal>`. The ordinal is given once, in order of falling score when
 * the photo is first analysed; a later analysis hands known faces (matched by overlap) their old id, so
 * corrections survive a new detector.
 */
export type FaceId = Brand<string, 'FaceId'>;
/** A probability-like score in 0..1. */
export type Score = Brand<number, 'Score'>;

/** Left eye (the viewer's left), right eye, nose tip, left mouth corner, right mouth corner. */
export type FivePoints = readonly [PhotoPoint, PhotoPoint, PhotoPoint, PhotoPoint, PhotoPoint];

/** What detection finds, in pixels of the upright photo at full resolution. */
export interface Detection {
  readonly box: Box;
  readonly score: Score;
  readonly points: FivePoints;
}

/** A detection that has been given its identity and measured. */
export interface Face extends Detection {
  readonly id: FaceId;
  readonly photo: PhotoId;
  /** 68 points (iBUG order) where the pack has a landmark model. */
  readonly landmarks: readonly PhotoPoint[] | null;
  /** How far the face's vector can be trusted, calibrated, 0..1. */
  readonly quality: Score;
}
