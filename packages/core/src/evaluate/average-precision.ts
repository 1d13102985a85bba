import type { Box } from '../geometry/index.js';

/** One picture's detections and true boxes; `ignore` marks boxes that neither help nor harm (WIDER FACE). */
export interface DetectedPicture {
  readonly detections: readonly { readonly box: Box; readonly score: number }[];
  readonly truth: readonly { readonly box: Box; readonly ignore?: boolean }[];
}

export interface AveragePrecision {
  /** Area under the precision envelope, 0..1; NaN without a true box. */
  readonly ap: number;
  /** Share of true boxes found with every detection taken. */
  readonly recall: number;
  readonly truths: number;
}

/**
 * Average precision of a detector: in order of falling score a detection takes the box it overlaps most, if
 * IoU ≥ `minIou` and not yet taken; the area under the precision envelope over every recall (PASCAL VOC 2010,
 * and so WIDER FACE). O(Σ detections · truths).
 */
export function averagePrecision(pictures: readonly DetectedPicture[], minIou = 0.5): AveragePrecision {
  const truths = pictures.reduce((sum, p) => sum + p.truth.filter((t) => !t.ignore).length, 0);
  const verdicts = pictures.flatMap((picture) => judge(picture, minIou)).sort((a, b) => b.score - a.score);
  const recalls: number[] = [];
  const precisions: number[] = [];
  let right = 0;
  verdicts.forEach((verdict, i) => {
    if (verdict.right) right++;
    recalls.push(right / truths);
    precisions.push(right / (i + 1));
  });
  if (truths === 0) return { ap: Number.NaN, recall: Number.NaN, truths };
  return { ap: areaUnderEnvelope(recalls, precisions), recall: recalls.at(-1) ?? 0, truths };
}

function judge({ detections, truth }: DetectedPicture, minIou: number): { score: number; right: boolean }[] {
  const taken = new Set<number>();
  const verdicts: { score: number; right: boolean }[] = [];
  for (const { box, score } of detections.slice().sort((a, b) => b.score - a.score)) {
    const overlaps = truth.map((t) => overlap(box, t.box));
    const best = overlaps.reduce((b, iou, i) => (iou > (overlaps[b] ?? -1) ? i : b), -1);
    const hit = best >= 0 && overlaps[best]! >= minIou;
    if (hit && truth[best]!.ignore) continue;
    verdicts.push({ score, right: hit && !taken.has(best) });
    if (hit) taken.add(best);
  }
  return verdicts;
}

/** Intersection over union. */
function overlap(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / (a.width * a.height + b.width * b.height - width * height);
}

function areaUnderEnvelope(recalls: readonly number[], precisions: readonly number[]): number {
  let area = 0;
  let highest = 0;
  for (let i = recalls.length - 1; i >= 0; i--) {
    highest = Math.max(highest, precisions[i]!);
    area += (recalls[i]! - (recalls[i - 1] ?? 0)) * highest;
  }
  return area;
}
