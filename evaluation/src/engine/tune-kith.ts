import { type EngineThresholds, mapCosines } from '@kith/core/people';
import { type FaceSet, takeHalf } from '../faces/face-set.js';
import { scoreLabelled } from '../score/score-faces.js';
import { engineFor } from './engine-for.js';
import { runEngine } from './run-engine.js';

export interface TunedKith {
  readonly thresholds: EngineThresholds;
  readonly setting: string;
  readonly settingsTried: number;
}

/** Shifts of all cosines together, and quality gates: as the manifest has it, and off. */
const shifts = [-0.24, -0.21, -0.18, -0.15, -0.12, -0.09, -0.06, -0.03, 0, 0.03, 0.06, 0.09, 0.12] as const;

/** The engine as the peers are treated: the setting with the highest B-cubed F on the tuning half. */
export function tuneKith(set: FaceSet, thresholds: EngineThresholds): TunedKith {
  const tuning = takeHalf(set, 'tuning');
  const tried = shifts.flatMap((shift) =>
    [thresholds.quality, 0].map((quality) => {
      const shifted = { ...mapCosines(thresholds, (cosine) => cosine + shift), quality };
      const { labels } = runEngine(engineFor(set.pack, set.dimension, shifted), tuning, 16);
      const setting = `shift:${shift} gate:${quality === 0 ? 'off' : 'on'}`;
      return { thresholds: shifted, setting, f: scoreLabelled(tuning, labels).scores.bcubed.f };
    }),
  );
  return { ...tried.reduce((a, b) => (b.f > a.f ? b : a)), settingsTried: tried.length };
}
