import { readFileSync } from 'node:fs';
import type { Box } from '@kith/core/geometry';

interface Rates {
  readonly p: number;
  readonly r: number;
  readonly f: number;
}

interface Golden {
  readonly partitions: readonly {
    readonly truth: number[];
    readonly found: number[];
    readonly pairwise: Rates;
    readonly bcubed: Rates;
    readonly nmi: number;
    readonly ari: number;
    readonly people: Readonly<Record<'recurring' | 'found' | 'merged' | 'fragmented' | 'mixed', number>>;
  }[];
  readonly roc: readonly {
    readonly genuine: number[];
    readonly impostor: number[];
    readonly step: number;
    readonly points: readonly (readonly [number, number])[];
    readonly at: readonly { readonly far: number; readonly tar: number; readonly threshold: number }[];
  }[];
  readonly detection: {
    readonly pictures: readonly {
      readonly truth: readonly number[][];
      readonly detections: readonly { readonly box: number[]; readonly score: number }[];
    }[];
    readonly ap: number;
  };
  readonly distances: {
    readonly dimension: number;
    readonly vectors: number[];
    readonly labels: number[];
    readonly intra: number;
    readonly nearestInter: number;
    readonly belowHalf: number;
  };
}

/** What make-golden.py wrote: scikit-learn's figures, or the definition by brute force. */
export const golden = JSON.parse(
  readFileSync(new URL('evaluate.golden.json', import.meta.url), 'utf8'),
) as Golden;

export function box([x, y, width, height]: readonly number[]): Box {
  return { x: x!, y: y!, width: width!, height: height! };
}
