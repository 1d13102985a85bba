import type { Store } from '@kith/core/ports';

const setting = 'roots';

/** The folders that have been scanned, in order of their first scan. */
export async function readRoots(store: Store): Promise<readonly string[]> {
  const text = await store.getSetting(setting);
  return text === null ? [] : JSON.parse(text);
}

/** Adds folders to those known. */
export async function addRoots(store: Store, roots: readonly string[]): Promise<void> {
  const known = await readRoots(store);
  const all = [...new Set([...known, ...roots])];
  if (all.length > known.length) await store.setSetting(setting, JSON.stringify(all));
}
