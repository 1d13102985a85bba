import type { Store } from '@kith/core/ports';

/** What the user said, as it is kept; for taking along. */
export async function libraryFacts(store: Store): Promise<object> {
  return { schema: 'kith-facts', version: 1, facts: await store.facts() };
}
