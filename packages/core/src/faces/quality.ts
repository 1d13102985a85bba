import type { Score } from './face.js';
import type { Pose } from './pose.js';

/** What the quality of a face is guessed from when the pack has no model for it. */
export interface QualityMeasures {
  /** Pixels at hand per pixel of the 112×112 crop: below 1 the crop is enlarged and blurred. */
  readonly scale: number;
  /** Variance of the Laplacian of the crop's grey values. */
  readonly sharpness: number;
  readonly pose: Pose;
  readonly score: number;
}

/**
 * Weights of a logistic model, fitted by evaluation/reference/fit_quality.py to 3,573 faces of 60 people seen at full
 * size down to a tenth, by two detectors; on people held apart AUC 0.841 for 'the vector passes the cosine that
 * strangers pass once in 10,000', and guesses within 0.1 of the truth but for the poorest tenth (0.50 against 0.30).
 */
const weights = { bias: 3.77, scale: 1.7, sharpness: 0.29, yaw: -0.17, pitch: -0.2, score: 1.14 };

/** The probability 0..1 that the face's vector can be trusted. */
export function faceQuality(measures: QualityMeasures): Score {
  const z = qualityFeatures(measures).reduce(
    (sum, value, i) => sum + value * Object.values(weights)[i + 1]!,
    weights.bias,
  );
  return (1 / (1 + Math.exp(-z))) as Score;
}

/**
 * The model's features: log₂ of the scale within −3..0, log₁₀ of the sharpness about 100, sideways and
 * up-or-down turn, detector score.
 */
export function qualityFeatures({ scale, sharpness, pose, score }: QualityMeasures): number[] {
  return [
    Math.min(Math.max(Math.log2(scale), -3), 0),
    Math.log10(Math.max(sharpness, 1) / 100),
    Math.min(Math.abs(pose.yaw), 1),
    Math.min(Math.abs(pose.pitch - 0.55), 1),
    score,
  ];
}
