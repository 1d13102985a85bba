import { type EngineThresholds, mapCosines } from '@kith/core/people';
import type { FaceSet } from '../faces/face-set.js';
import type { SweepPoint } from '../report/charts.js';
import { scoreLabelled } from '../score/score-faces.js';
import { engineFor } from './engine-for.js';
import { runEngine } from './run-engine.js';

/** Shifts of every cosine threshold at once. */
const shifts = [-0.12, -0.09, -0.06, -0.03, 0, 0.03, 0.06, 0.09, 0.12] as const;

/** The figures as the engine's cosines are shifted together, around the manifest's own (which is the middle). */
export function sweepLink(
  set: FaceSet,
  thresholds: EngineThresholds,
  photosPerBatch: number,
): readonly SweepPoint[] {
  return shifts.flatMap((shift) => {
    const shifted = mapCosines(thresholds, (cosine) => cosine + shift);
    const { labels } = runEngine(engineFor(set.pack, set.dimension, shifted), set, photosPerBatch);
    const { bcubed, pairwise } = scoreLabelled(set, labels).scores;
    const at = { threshold: shifted.lone };
    return [
      { ...at, figure: 'B³ F', value: bcubed.f },
      { ...at, figure: 'pair precision', value: pairwise.p },
      { ...at, figure: 'pair recall', value: pairwise.r },
    ];
  });
}
