import { randomUUID } from 'node:crypto';
import { parsePack } from '@kith/core/models';
import { createPeopleEngine, type EngineThresholds, shiftThresholds } from '@kith/core/people';
import { type EngineFactory, type OpenLibrary, openLibrary, readAnalysisSettings } from '@kith/core/pipeline';
import type { Store } from '@kith/core/ports';
import { nodeClock, openNodeStore } from '@kith/node';
import type { CommonOptions } from '../options.js';
import { type ActiveModel, activeModelOf, readActiveModel } from './active-model.js';
import { defaultAnalysis } from './default-analysis.js';
import { libraryDir } from './library-dir.js';
import { defaultPack, readPack } from './open-pack.js';

/** An open library and its store. */
export interface Session {
  readonly dir: string;
  readonly store: Store;
  readonly model: ActiveModel;
  readonly library: OpenLibrary;
}

/** Opens a library that is there for the time of `work`; reading works beside a running scan. */
export async function withSession<T>(
  options: CommonOptions,
  mode: 'read' | 'change',
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const dir = libraryDir(options);
  const store = await openNodeStore({ dir, mode });
  try {
    const model = (await readActiveModel(store)) ?? (await modelOfImported(store));
    if (model === null)
      throw new Error(`the library ${dir} is empty; scan a folder first: kith scan <folder>`);
    const library = await openPeople(store, model, mode);
    const result = await work({ dir, store, model, library });
    await library.close();
    return result;
  } finally {
    await store.close();
  }
}

/** A library that a browser made names no model: the pack that ships with Kith, if its faces are there. */
async function modelOfImported(store: Store): Promise<ActiveModel | null> {
  const { manifestText } = await readPack(defaultPack, undefined);
  const model = activeModelOf(parsePack(manifestText), { pack: null, weights: null });
  for await (const _ of store.faces(model.key)) return model;
  return null;
}

/** The people of a store, for a model, grouped as the user wishes. */
export async function openPeople(
  store: Store,
  model: ActiveModel,
  mode: 'read' | 'change',
): Promise<OpenLibrary> {
  const { likeness } = await readAnalysisSettings(store, defaultAnalysis);
  const thresholds = shiftThresholds(model.thresholds, likeness);
  return openLibrary({
    store,
    model: model.key,
    readOnly: mode === 'read',
    engineFactory: engineFactoryOf(model, thresholds),
    rules: JSON.stringify(thresholds),
    clock: nodeClock,
    ids: randomUUID,
  });
}

/** Makes engines for a model, with these thresholds. */
export function engineFactoryOf(
  { key, dimension }: ActiveModel,
  thresholds: EngineThresholds,
): EngineFactory {
  return (restore) =>
    createPeopleEngine({ model: key, dimension, thresholds, ...(restore ? { restore } : {}) });
}
