import { bootstrapRates, type Interval, type PersonSums } from '@kith/core/evaluate';
import type { FaceSet } from '../faces/face-set.js';
import { defaultWidth, type FaceScores, scoreFaces } from './score-faces.js';

/** What every `kith eval` of people prints with --json. The first block's keys are stable. */
export interface EvalResult extends Pick<FaceScores, 'pairwise' | 'bcubed' | 'nmi' | 'ari'> {
  readonly protocol: string;
  readonly pack: string;
  readonly weightsSha256: string;
  readonly photos: number;
  readonly faces: number;
  readonly people: number;
  readonly found: number;
  readonly merged: number;
  readonly fragmented: number;
  readonly unassigned: number;
  /** Clustering time per added face, over batches, milliseconds. */
  readonly msPerFace: { readonly median: number; readonly p95: number };
  readonly peakRssMb: number;

  readonly method: string;
  readonly half: string;
  /** 95 % over draws of people. */
  readonly intervals: {
    readonly bcubedF: Interval;
    readonly pairwiseP: Interval;
    readonly pairwiseR: Interval;
  };
  readonly labelledFaces: number;
  readonly photosWithoutTheirFace: number;
  readonly truePeople: number;
  readonly recurring: number;
  readonly mixed: number;
  readonly samePhotoConflicts: number;
  readonly widthViolations: FaceScores['widthViolations'];
  readonly distances: FaceScores['distances'];
  /** Mean over batches of the share of settled faces that changed person. */
  readonly churn: number | null;
}

export interface ResultContext {
  readonly method: string;
  readonly half: string;
  readonly msPerFace: readonly number[];
  readonly churn: readonly number[] | null;
  readonly width?: number;
}

/** A result, and what its intervals and leads are drawn from. */
export interface Evaluated {
  readonly result: EvalResult;
  readonly sums: PersonSums;
}

/** Labels of a set's faces as the figures that are reported. */
export function evalWithSums(set: FaceSet, labels: Int32Array, context: ResultContext): Evaluated {
  const { scores, sums } = scoreFaces(set, labels, context.width ?? defaultWidth);
  return { result: resultOf(set, scores, sums, context), sums };
}

/** `evalWithSums` where the sums are not asked for. */
export function evalResult(set: FaceSet, labels: Int32Array, context: ResultContext): EvalResult {
  return evalWithSums(set, labels, context).result;
}

function resultOf(set: FaceSet, scores: FaceScores, sums: PersonSums, context: ResultContext): EvalResult {
  const { pairwise, bcubed, nmi, ari, people, found, merged, fragmented, unassigned } = scores;
  const { recurring, mixed, samePhotoConflicts, widthViolations, distances } = scores;
  const times = [...context.msPerFace].sort((a, b) => a - b);
  return {
    ...{ protocol: set.protocol, pack: set.pack, weightsSha256: set.weightsSha256 },
    ...{ photos: set.photos, faces: set.faces.length, people, pairwise, bcubed, nmi, ari },
    ...{ found, merged, fragmented, unassigned },
    msPerFace: { median: quantile(times, 0.5), p95: quantile(times, 0.95) },
    peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
    ...{ method: context.method, half: context.half },
    intervals: {
      bcubedF: bootstrapRates(sums, (r) => r.bcubed.f),
      pairwiseP: bootstrapRates(sums, (r) => r.pairwise.p),
      pairwiseR: bootstrapRates(sums, (r) => r.pairwise.r),
    },
    labelledFaces: set.faces.filter((f) => f.person !== null).length,
    photosWithoutTheirFace: set.missing.length,
    ...{ truePeople: scores.truePeople, recurring, mixed, samePhotoConflicts, widthViolations, distances },
    churn: context.churn && mean(context.churn),
  };
}

/** Of sorted values; NaN without any. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
}

function mean(values: readonly number[]): number {
  return values.length > 0 ? values.reduce((s, v) => s + v, 0) / values.length : 0;
}
