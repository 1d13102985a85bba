import { boxIou, point } from '../geometry/index.js';
import type { InputDetection } from './input-detection.js';

/**
 * Box voting (Gidaris and Komodakis 2015): box and points of each detection that was kept become the mean over the candidates that
 * overlap it most, and by `leastIou` at least, weighted by the cube of their score. Scores and order stay. O(candidates · kept).
 */
export function vote(
  kept: readonly InputDetection[],
  candidates: readonly InputDetection[],
  leastIou: number,
): InputDetection[] {
  const voters = kept.map((): InputDetection[] => []);
  for (const candidate of candidates) {
    const overlaps = kept.map((detection) => boxIou(detection.box, candidate.box));
    const most = Math.max(...overlaps);
    if (most >= leastIou) voters[overlaps.indexOf(most)]!.push(candidate);
  }
  return kept.map((detection, i) => meanOf(detection, voters[i]!));
}

function meanOf(kept: InputDetection, voters: readonly InputDetection[]): InputDetection {
  const weights = voters.map(({ score }) => score ** 3);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  if (voters.length < 2 || all === 0) return kept;
  const mean = (of: (voter: InputDetection) => number): number =>
    voters.reduce((sum, voter, i) => sum + weights[i]! * of(voter), 0) / all;
  return {
    box: {
      x: mean(({ box }) => box.x),
      y: mean(({ box }) => box.y),
      width: mean(({ box }) => box.width),
      height: mean(({ box }) => box.height),
    },
    score: kept.score,
    points: kept.points.map((_, i) =>
      point<'input'>(
        mean(({ points }) => points[i]!.x),
        mean(({ points }) => points[i]!.y),
      ),
    ),
  };
}
