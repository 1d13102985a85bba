import { randomUUID } from 'node:crypto';
import { createPeopleEngine } from '@kith/core/people';
import { type OpenLibrary, openLibrary } from '@kith/core/pipeline';
import type { Store } from '@kith/core/ports';
import { nodeClock, openNodeStore } from '@kith/node';
import type { CommonOptions } from '../options.js';
import { type ActiveModel, readActiveModel } from './active-model.js';
import { libraryDir } from './library-dir.js';

/** An open library and its store. */
export interface Session {
  readonly dir: string;
  readonly store: Store;
  readonly model: ActiveModel;
  readonly library: OpenLibrary;
}

/** Opens the library for the time of `work`; reading ones work beside a running scan. */
export async function withSession<T>(
  options: CommonOptions,
  mode: 'read' | 'write',
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const dir = libraryDir(options);
  const store = await openNodeStore({ dir, mode });
  try {
    const model = await readActiveModel(store);
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

/** The people of a store, for a model. */
export function openPeople(store: Store, model: ActiveModel, mode: 'read' | 'write'): Promise<OpenLibrary> {
  const { key, dimension, thresholds } = model;
  return openLibrary({
    store,
    model: key,
    readOnly: mode === 'read',
    engineFactory: (restore) =>
      createPeopleEngine({ model: key, dimension, thresholds, ...(restore ? { restore } : {}) }),
    clock: nodeClock,
    ids: randomUUID,
  });
}
