import type { Backend } from '../models/index.js';
import type { Stage, Telemetry } from '../ports/index.js';
import type { ModelKey } from '../vectors/index.js';
import { type AnalyseBatchRequest, analyseBatch } from './analyse-batch.js';
import type { Analyse } from './scan-analyse.js';

/** The models as a thread or worker has loaded them. */
export interface LoadedModels {
  readonly key: ModelKey;
  /** Where the embedder runs. */
  readonly backend: Backend;
  /** Every fall back and why; empty when all went as asked. */
  readonly notices: readonly string[];
}

/** What a thread or worker that holds the models answers. Stages are noted, since telemetry lives on the other side. */
export interface AnalysedElsewhere {
  readonly photos: Awaited<ReturnType<Analyse>>;
  readonly stages: readonly StageRecord[];
}

/** A piece of work of a stage, as telemetry is told. */
interface StageRecord {
  readonly stage: Stage;
  readonly ms: number;
  readonly photos: number;
  readonly faces: number;
}

/** Analyses a batch for another thread: no more is answered than what it needs, so that little is copied. */
export async function analyseForOther(
  request: Omit<AnalyseBatchRequest, 'telemetry'>,
): Promise<AnalysedElsewhere> {
  const stages: StageRecord[] = [];
  const telemetry: Telemetry = {
    stage: (stage, ms, photos, faces) => void stages.push({ stage, ms, photos, faces }),
    count: () => undefined,
    gauge: () => undefined,
  };
  const found = await analyseBatch({ ...request, telemetry });
  const photos = found.map(({ id, faces }) => ({
    id,
    faces: faces.map(({ face, vector }) => ({ face, vector })),
  }));
  return { photos, stages };
}

/** Tells the stages where telemetry lives. */
export function tellStages(stages: AnalysedElsewhere['stages'], telemetry: Telemetry): void {
  for (const { stage, ms, photos, faces } of stages) telemetry.stage(stage, ms, photos, faces);
}
