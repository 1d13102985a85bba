import type { PhotoId } from '../photo/index.js';
import type { PhotoFile, Store } from '../ports/index.js';
import type { ModelKey } from '../vectors/index.js';
import { type HashOptions, hashFiles } from './hash-files.js';

export interface DueOptions extends HashOptions {
  readonly roots: readonly string[];
  readonly model: ModelKey;
  /** Photos per batch. */
  readonly batch: number;
  /** Called when it is known how many photos there are to do, and when that changes: files not hashed yet count. */
  readonly onTotal: (photos: number) => void;
}

/**
 * The photos to analyse, in batches, in a stable order: those waiting from earlier, then those of the fresh files, which
 * are hashed only as they are needed, so that the first photos are analysed while most files have not been read; those
 * tried in vain before come last, so that a resumed scan cuts the same batches.
 */
export async function* dueBatches(
  fresh: readonly PhotoFile[],
  options: DueOptions,
): AsyncGenerator<readonly PhotoId[]> {
  const { store, batch, onTotal } = options;
  const taken = new Set<PhotoId>();
  const waiting: PhotoId[] = [];
  let unhashed = fresh.length;
  const take = (ids: readonly PhotoId[], hashed: number) => {
    const total = taken.size + unhashed;
    for (const id of ids) {
      if (!taken.has(id)) waiting.push(id);
      taken.add(id);
    }
    unhashed -= hashed;
    if (taken.size + unhashed !== total || total === 0) onTotal(taken.size + unhashed);
  };
  const { first, again } = await dueNow(options);
  onTotal(first.length + again.length + unhashed);
  take(first, 0);
  while (waiting.length >= batch) yield waiting.splice(0, batch);
  for await (const files of hashFiles(fresh, options)) {
    const ids: PhotoId[] = [];
    for (const { photo } of files) if (await isPending(store, photo)) ids.push(photo);
    take(ids, files.length);
    while (waiting.length >= batch) yield waiting.splice(0, batch);
  }
  if (options.signal?.aborted) return;
  const rest = await dueNow(options);
  take([...rest.first, ...rest.again], 0);
  while (waiting.length > 0) yield waiting.splice(0, batch);
}

async function isPending(store: Store, id: PhotoId): Promise<boolean> {
  return (await store.photo(id))?.state.state === 'pending';
}

async function dueNow({ store, model, roots }: DueOptions) {
  const first: PhotoId[] = [];
  const again: PhotoId[] = [];
  for await (const { id, state, files } of store.due(model)) {
    if (!files.some((f) => roots.includes(f.root))) continue;
    (state.state === 'failed' ? again : first).push(id);
  }
  return { first, again };
}
