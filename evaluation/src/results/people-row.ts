import type { EvalResult } from '../score/eval-result.js';
import type { Provenance } from './provenance.js';
import type { ResultRow } from './results-csv.js';

export interface RowDetail {
  /** Of a peer: the setting chosen; of Kith: 'default'. */
  readonly setting: string;
  /** Twice the deviation of B-cubed F over arrival orders (Kith only), at least .002: what the gate forgives. */
  readonly noise: number | null;
  /** 95 % interval of Kith's lead in B-cubed F over this peer. */
  readonly lead: { readonly low: number; readonly high: number } | null;
}

const share = (value: number): string => value.toFixed(4);

/** One result as a row of results/people.csv. */
export function peopleRow(made: Provenance, r: EvalResult, { setting, noise, lead }: RowDetail): ResultRow {
  return {
    ...made,
    pack: r.pack,
    weights: r.weightsSha256.slice(0, 16),
    ...{ protocol: r.protocol, half: r.half, method: r.method },
    setting: setting.replaceAll(',', ' ').replace(/["{}]/g, ''),
    ...{ photos: String(r.photos), faces: String(r.faces), people: String(r.people) },
    ...rates(r),
    ...counts(r),
    msPerFace: r.msPerFace.median.toFixed(3),
    noise: noise === null ? '' : share(noise),
    leadLow: lead ? share(lead.low) : '',
    leadHigh: lead ? share(lead.high) : '',
  };
}

function rates({ bcubed, pairwise, intervals, nmi, ari, unassigned }: EvalResult): ResultRow {
  return {
    bcubedF: share(bcubed.f),
    bcubedFLow: share(intervals.bcubedF.low),
    bcubedFHigh: share(intervals.bcubedF.high),
    bcubedP: share(bcubed.p),
    bcubedR: share(bcubed.r),
    pairP: share(pairwise.p),
    pairPLow: share(intervals.pairwiseP.low),
    pairPHigh: share(intervals.pairwiseP.high),
    pairR: share(pairwise.r),
    nmi: share(nmi),
    ari: share(ari),
    unassigned: share(unassigned),
  };
}

function counts(r: EvalResult): ResultRow {
  return {
    found: String(r.found),
    recurring: String(r.recurring),
    merged: String(r.merged),
    mixed: String(r.mixed),
    fragmented: String(r.fragmented),
    conflicts: String(r.samePhotoConflicts),
  };
}
