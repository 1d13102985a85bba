import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '@kith/core/ports';
import { type StoreSubject, storeAgreesWithModel, storeContract } from '@kith/testkit';
import { describe, it } from 'vitest';
import { openNodeStore } from '../../src/store/open-node-store.js';

async function makeSubject(): Promise<StoreSubject> {
  const dir = mkdtempSync(join(tmpdir(), 'kith-store-'));
  const opened: Store[] = [];
  return {
    async open() {
      const store = await openNodeStore({ dir });
      opened.push(store);
      return store;
    },
    async dispose() {
      for (const store of opened) await store.close();
      rmSync(dir, { recursive: true });
    },
  };
}

describe('SQLite store', () => {
  for (const promise of storeContract) it(promise.name, () => promise.run(makeSubject));

  it('agrees with the store in memory on random sequences of changes', async () => {
    await storeAgreesWithModel(makeSubject, { runs: 60, seed: 20261124 });
  });
});
