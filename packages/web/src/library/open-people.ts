import { parsePack } from '@kith/core/models';
import {
  createPeopleEngine,
  deriveThresholds,
  type EngineThresholds,
  shiftThresholds,
} from '@kith/core/people';
import {
  type EngineFactory,
  type GroupingChange,
  type OpenLibrary,
  openLibrary,
  previewGrouping,
} from '@kith/core/pipeline';
import type { Store } from '@kith/core/ports';
import { type ModelKey, modelKey } from '@kith/core/vectors';
import { webClock } from '../platform/web-clock.js';
import type { WebPack } from './pack-from-url.js';

interface Grouping {
  readonly model: ModelKey;
  readonly thresholds: EngineThresholds;
  readonly engineFactory: EngineFactory;
}

/** How a pack's faces are grouped, with the thresholds moved by `likeness`. */
function groupingOf({ manifestText }: WebPack, likeness: number): Grouping {
  const manifest = parsePack(manifestText);
  const { dimension } = manifest.models.embedder;
  const model = modelKey(manifest);
  const own = deriveThresholds(manifest.models.embedder, manifest.clustering);
  const thresholds = shiftThresholds(own, likeness);
  return {
    model,
    thresholds,
    engineFactory: (restore) =>
      createPeopleEngine({ model, dimension, thresholds, ...(restore ? { restore } : {}) }),
  };
}

/** The people of a store for a pack, grouped as the user wishes. */
export function openPeople(store: Store, pack: WebPack, likeness: number): Promise<OpenLibrary> {
  const { model, thresholds, engineFactory } = groupingOf(pack, likeness);
  const rules = JSON.stringify(thresholds);
  const ids = () => crypto.randomUUID();
  return openLibrary({ store, model, engineFactory, rules, clock: webClock, ids });
}

/** How those people would change with another likeness. */
export function previewPeople(
  store: Store,
  pack: WebPack,
  library: OpenLibrary,
  likeness: number,
  signal: AbortSignal,
): Promise<GroupingChange> {
  const { model, engineFactory } = groupingOf(pack, likeness);
  return previewGrouping({
    store,
    model,
    engine: engineFactory(),
    now: (face) => library.personOf(face),
    clock: webClock,
    pause: () => new Promise((resume) => setTimeout(resume)),
    signal,
  });
}
