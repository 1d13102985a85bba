import type { PackManifest } from '@kith/core/models';
import { deriveThresholds, type EngineThresholds } from '@kith/core/people';
import type { Store } from '@kith/core/ports';
import { type ModelKey, modelKey } from '@kith/core/vectors';

/** The model whose people a library shows, so that reading commands need no pack. */
export interface ActiveModel {
  readonly key: ModelKey;
  readonly dimension: number;
  readonly thresholds: EngineThresholds;
  /** As `--models` and `--weights` named them, made absolute; null is the default pack. */
  readonly pack: string | null;
  readonly weights: string | null;
}

const setting = 'active-model';

export async function readActiveModel(store: Store): Promise<ActiveModel | null> {
  const text = await store.getSetting(setting);
  return text === null ? null : JSON.parse(text);
}

export async function writeActiveModel(store: Store, model: ActiveModel): Promise<void> {
  const text = JSON.stringify(model);
  if ((await store.getSetting(setting)) !== text) await store.setSetting(setting, text);
}

export function activeModelOf(
  manifest: PackManifest,
  from: Pick<ActiveModel, 'pack' | 'weights'>,
): ActiveModel {
  const { embedder } = manifest.models;
  return {
    key: modelKey(manifest),
    dimension: embedder.dimension,
    thresholds: deriveThresholds(embedder, manifest.clustering),
    ...from,
  };
}
