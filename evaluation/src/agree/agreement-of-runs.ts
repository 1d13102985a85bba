import { scorePartition } from '@kith/core/evaluate';
import type { EngineThresholds } from '@kith/core/people';
import { engineFor } from '../engine/engine-for.js';
import { engineLabels, runEngine } from '../engine/run-engine.js';
import type { FaceSet } from '../faces/face-set.js';
import { shufflePhotos } from '../faces/shuffle-photos.js';
import { scoreLabelled } from '../score/score-faces.js';

/** How alike two runs over the same faces are. */
export interface Agreement {
  readonly run: string;
  /** B-cubed F between the run and the first one (as is, batches of 16); nobody's faces count as singletons. */
  readonly bcubedF: number;
  /** B-cubed F of the run against the labels. */
  readonly accuracy: number;
}

export interface AgreementOptions {
  readonly shuffles: number;
  readonly batches: readonly number[];
}

const agreementDefaults: AgreementOptions = { shuffles: 5, batches: [1, 8, 1000] };

/** Runs the set in other batch sizes, in other orders, and reclustered, each held to the first run. */
export function agreementOfRuns(
  set: FaceSet,
  thresholds: EngineThresholds,
  options: AgreementOptions = agreementDefaults,
): readonly Agreement[] {
  const run = (of: FaceSet, batch: number) =>
    runEngine(engineFor(of.pack, of.dimension, thresholds), of, batch);
  const first = run(set, 16);
  const against = (name: string, of: FaceSet, labels: Int32Array): Agreement => ({
    run: name,
    bcubedF: between(set, first.labels, of, labels),
    accuracy: scoreLabelled(of, labels).scores.bcubed.f,
  });
  const batches = options.batches.map((b) => against(`batch ${b}`, set, run(set, b).labels));
  const shuffles = Array.from({ length: options.shuffles }, (_, i) => {
    const shuffled = shufflePhotos(set, i + 1);
    return against(`order ${i + 1}`, shuffled, run(shuffled, 16).labels);
  });
  const steps = first.engine.recluster();
  while (!steps.next().done);
  const reclustered = against('reclustered', set, engineLabels(first.engine, set));
  return [against('as is', set, first.labels), ...batches, ...shuffles, reclustered];
}

/** B-cubed F of two labellings of the same faces in two orders. */
function between(set: FaceSet, labels: Int32Array, other: FaceSet, otherLabels: Int32Array): number {
  const at = new Map(other.faces.map((face, i) => [face.id, i]));
  const aligned = Int32Array.from(set.faces, (face) => otherLabels[at.get(face.id)!]!);
  return scorePartition(labels, aligned).scores.bcubed.f;
}
