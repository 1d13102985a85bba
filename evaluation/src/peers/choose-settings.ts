import { bootstrapDifference, type Interval, type PersonSums } from '@kith/core/evaluate';
import { type FaceSet, takeHalf } from '../faces/face-set.js';
import { type EvalResult, evalWithSums } from '../score/eval-result.js';
import { scoreLabelled } from '../score/score-faces.js';
import type { PeerPartition } from './read-partitions.js';

/** A peer at the setting that did best on the tuning half, as it does on the reporting half. */
export interface TunedPeer {
  readonly setting: string;
  readonly settingsTried: number;
  readonly tuningF: number;
  readonly result: EvalResult;
  readonly sums: PersonSums;
}

/** Per method: the highest B-cubed F on the tuning half decides (the first of equals); the other half is reported. */
export function chooseSettings(set: FaceSet, partitions: readonly PeerPartition[]): readonly TunedPeer[] {
  const tuning = takeHalf(set, 'tuning');
  const reporting = takeHalf(set, 'reporting');
  return [...new Set(partitions.map((p) => p.method))].map((method) => {
    const own = partitions.filter((p) => p.method === method);
    const tried = own
      .filter((p) => p.half === 'tuning')
      .map((p) => ({
        setting: JSON.stringify(p.setting),
        f: scoreLabelled(tuning, p.labels).scores.bcubed.f,
      }));
    const best = tried.reduce((a, b) => (b.f > a.f ? b : a));
    const chosen = own.find((p) => p.half === 'reporting' && JSON.stringify(p.setting) === best.setting);
    if (!chosen) throw new Error(`${method}: the setting ${best.setting} was not run on the reporting half`);
    return {
      settingsTried: tried.length,
      setting: best.setting,
      tuningF: best.f,
      ...report(reporting, chosen),
    };
  });
}

function report(set: FaceSet, { method, labels, seconds }: PeerPartition) {
  const msPerFace = [(seconds * 1000) / set.faces.length];
  return evalWithSums(set, labels, { method, half: 'reporting', msPerFace, churn: null });
}

/** How far Kith leads in B-cubed F, over the same draws of people. Above zero throughout: a clear lead. */
export function leadOver(kith: PersonSums, peer: PersonSums): Interval {
  return bootstrapDifference(kith, peer, (r) => r.bcubed.f);
}
