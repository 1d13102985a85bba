import { describe, it } from 'vitest';
import { createMemoryStore, type StoreSubject, storeContract } from '../src/index.js';

async function makeSubject(): Promise<StoreSubject> {
  const store = createMemoryStore();
  return { open: async () => store, dispose: async () => undefined };
}

describe('store in memory', () => {
  for (const promise of storeContract) it(promise.name, () => promise.run(makeSubject));
});
