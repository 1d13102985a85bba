import type { LibraryEngine } from './library-engine.js';
import type { OpenLibraryOptions } from './library-options.js';
import { encodeLibrarySnapshot } from './library-snapshot.js';

export const snapshotOf = ({ engine, position, last }: LibraryEngine) =>
  encodeLibrarySnapshot({ position, last, engine: engine.snapshot() });

/** Commits a snapshot of the engine and nothing else. */
export async function writeSnapshot(
  { store, model }: OpenLibraryOptions,
  live: LibraryEngine,
): Promise<void> {
  const bytes = snapshotOf(live);
  await store.commit({ indexed: [], failed: [], moved: new Map(), snapshot: { model, bytes } });
  live.snapshotAt = live.position;
}
