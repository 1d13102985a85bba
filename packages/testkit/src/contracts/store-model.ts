import type { FaceId } from '@kith/core/faces';
import type { FactId, PersonId } from '@kith/core/people';
import type { Store } from '@kith/core/ports';
import type { ModelKey } from '@kith/core/vectors';
import fc from 'fast-check';
import { createMemoryStore } from '../fakes/memory-store.js';
import { fakeFace, fakePhotoId } from '../seeded/fake-face.js';
import { fakeModelKey } from '../seeded/fake-vectors.js';
import { createRandom } from '../seeded/random.js';
import { collect, equal } from './check.js';
import type { StoreSubject } from './store-contract.js';

const models = [fakeModelKey, 'other/fedcba9876543210/1' as ModelKey];
const photoNumbers = fc.integer({ min: 0, max: 5 });
const operations = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('see' as const), n: photoNumbers, path: fc.integer({ min: 0, max: 7 }) }),
    fc.record({ do: fc.constant('lose' as const), path: fc.integer({ min: 0, max: 7 }) }),
    fc.record({ do: fc.constant('index' as const), n: photoNumbers, faces: fc.nat(3), model: fc.nat(1) }),
    fc.record({
      do: fc.constant('fail' as const),
      n: photoNumbers,
      attempts: fc.nat(4),
      passing: fc.boolean(),
    }),
    fc.record({ do: fc.constant('move' as const), n: photoNumbers, face: fc.nat(3), to: fc.nat(3) }),
    fc.record({ do: fc.constant('say' as const), n: photoNumbers, face: fc.nat(3), id: fc.nat(30) }),
    fc.record({ do: fc.constant('draw' as const), n: photoNumbers, x: fc.integer({ min: 0, max: 12 }) }),
    fc.constantFrom({ do: 'retry' as const }, { do: 'reset' as const }, { do: 'erase' as const }),
  ),
  { maxLength: 40 },
);

type Operation = Parameters<Parameters<typeof operations.map>[0]>[0][number];

/**
 * Random sequences of changes applied to a store and to the one in memory: both must refuse the same ones and hold the
 * same afterwards. Throws with the shortest sequence that tells them apart.
 */
export async function storeAgreesWithModel(
  make: () => Promise<StoreSubject>,
  { runs, seed }: { readonly runs: number; readonly seed: number },
): Promise<void> {
  const property = fc.asyncProperty(operations, async (sequence) => {
    const subject = await make();
    try {
      const [store, model] = [await subject.open(), createMemoryStore()];
      for (const operation of sequence)
        equal(await outcome(store, operation), await outcome(model, operation), `outcome of ${operation.do}`);
      equal(await everything(store), await everything(model), 'library');
      await store.close();
    } finally {
      await subject.dispose();
    }
  });
  await fc.assert(property, { numRuns: runs, seed });
}

async function outcome(store: Store, operation: Operation): Promise<'kept' | 'refused'> {
  try {
    await apply(store, operation);
    return 'kept';
  } catch {
    return 'refused';
  }
}

async function apply(store: Store, operation: Operation): Promise<unknown> {
  const nothing = { indexed: [], failed: [], moved: new Map<FaceId, PersonId | null>(), snapshot: null };
  const id = fakePhotoId('n' in operation ? operation.n : 0);
  const face = `${id.slice(0, 16)}.${'face' in operation ? operation.face : 0}` as FaceId;
  switch (operation.do) {
    case 'see': {
      const file = { root: '/r', path: `${operation.path}.jpg`, bytes: 1, modifiedAt: 2, photo: id };
      return store.syncFiles([file], []);
    }
    case 'lose':
      return store.syncFiles([], [{ root: '/r', path: `${operation.path}.jpg` }]);
    case 'index': {
      const model = models[operation.model] ?? fakeModelKey;
      const random = createRandom(operation.n);
      const faces = Array.from({ length: operation.faces }, (_, ordinal) =>
        fakeFace({ photo: id, ordinal, random, model, person: 'p0' as PersonId }),
      );
      const facts = { width: 10, height: 20, takenAt: null, gps: null };
      return store.commit({ ...nothing, indexed: [{ id, facts, model, faces }] });
    }
    case 'fail': {
      const kind = operation.passing ? 'transient' : 'permanent';
      const failure = { reason: 'because', kind, attempts: operation.attempts } as const;
      return store.commit({ ...nothing, failed: [{ id, failure, facts: null }] });
    }
    case 'move': {
      const person = operation.to === 0 ? null : (`p${operation.to}` as PersonId);
      return store.commit({ ...nothing, moved: new Map([[face, person]]) });
    }
    case 'say': {
      const fact = { id: `f${operation.id}` as FactId, at: 1, action: 'a' };
      return store.appendFacts([{ ...fact, statement: { kind: 'not-a-face', face } }], new Map());
    }
    case 'draw': {
      const box = { x: operation.x / 10, y: 0, width: 0.125, height: 0.5 };
      return store.draw({ face: `${face}d` as FaceId, photo: id, box });
    }
    case 'retry':
      return store.retryFailed();
    case 'reset':
      return store.resetComputed();
    case 'erase':
      return store.eraseAll();
  }
}

/** All that can be read, as plain data. */
async function everything(store: Store): Promise<unknown> {
  const photos = [0, 1, 2, 3, 4, 5].map(fakePhotoId);
  return {
    counts: await store.counts(),
    files: await collect(store.files()),
    photos: await Promise.all(photos.map((id) => store.photo(id))),
    due: await Promise.all(models.map((model) => collect(store.due(model)))),
    failed: await collect(store.failed()),
    faces: await Promise.all(models.map((model) => collect(store.faces(model)))),
    anchors: await Promise.all(photos.map((id) => store.anchors(id))),
    drawn: await Promise.all(photos.map((id) => store.drawnFaces(id))),
    facts: await store.facts(),
  };
}
