import type { Store } from '@kith/core/ports';
import { openNodeStore } from '@kith/node';
import type { CommonOptions } from '../options.js';
import { libraryDir } from './library-dir.js';

/** Opens the store alone, for what needs no people. */
export async function withStore<T>(
  options: CommonOptions,
  mode: 'read' | 'change',
  work: (open: { readonly store: Store; readonly dir: string }) => Promise<T>,
): Promise<T> {
  const dir = libraryDir(options);
  const store = await openNodeStore({ dir, mode });
  try {
    return await work({ store, dir });
  } finally {
    await store.close();
  }
}
