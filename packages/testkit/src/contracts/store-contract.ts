import type { FaceId } from '@kith/core/faces';
import type { Fact, FactId, PersonId, Statement } from '@kith/core/people';
import type { PhotoFacts, PhotoId } from '@kith/core/photo';
import type { BatchCommit, IndexedPhoto, Store, StoredFace, StoredFile } from '@kith/core/ports';
import type { ModelKey } from '@kith/core/vectors';
import { fakeFace, fakePhotoId } from '../seeded/fake-face.js';
import { fakeModelKey } from '../seeded/fake-vectors.js';
import { createRandom } from '../seeded/random.js';
import { collect, equal, ok, rejects } from './check.js';
import { contractCase, type Disposable } from './contract.js';

/** A place for one library, empty at first. */
export interface StoreSubject extends Disposable {
  /** Opens it; after a close, the same library again. */
  open(): Promise<Store>;
}

const otherModel = 'other/fedcba9876543210/1' as ModelKey;
const facts: PhotoFacts = {
  width: 4000,
  height: 3000,
  takenAt: 1562236200123,
  gps: { latitude: 52.5163, longitude: -13.37770001 },
};
const empty: BatchCommit = { indexed: [], failed: [], moved: new Map(), snapshot: null };
const person = (n: number) => `pfake.${n}` as PersonId;

function file(n: number, path = `2019/IMG_${n}.jpg`, root = '/photos'): StoredFile {
  return { root, path, bytes: 1000 + n, modifiedAt: 1562236200000.5 + n, photo: fakePhotoId(n) };
}

function indexed(n: number, faceCount: number, model = fakeModelKey): IndexedPhoto {
  const random = createRandom(n + 1);
  const photo = fakePhotoId(n);
  const faces = Array.from({ length: faceCount }, (_, ordinal) =>
    fakeFace({ photo, ordinal, random, model, landmarks: ordinal % 2 === 1, person: person(ordinal) }),
  );
  return { id: photo, facts, model, faces };
}

function fact(n: number, statement: Statement, action = `action-${n}`): Fact {
  return { id: `fact-${n}` as FactId, at: 1760000000000 + n, action, statement };
}

const idsOf = async (photos: ReturnType<Store['due']>) => (await collect(photos)).map((p) => p.id);
const faceOf = (photo: IndexedPhoto, n: number): StoredFace => {
  const face = photo.faces[n];
  if (!face) throw new Error(`the fake photo has no face ${n}`);
  return face;
};

export const storeContract = [
  contractCase<StoreSubject>('an empty library has nothing', async ({ open }) => {
    const store = await open();
    equal(
      await store.counts(),
      { photos: { pending: 0, indexed: 0, failed: 0, missing: 0 }, faces: 0, people: 0, facts: 0 },
      'counts',
    );
    equal(await collect(store.files()), [], 'files');
    equal(await store.photo(fakePhotoId(1)), null, 'photo');
    equal(await store.face('nobody.0' as FaceId), null, 'face');
    equal(await store.snapshot(fakeModelKey), null, 'snapshot');
    equal(await store.getSetting('colour'), null, 'setting');
  }),

  contractCase<StoreSubject>(
    'files come back as they were seen, in the order first seen',
    async ({ open }) => {
      const store = await open();
      await store.syncFiles([file(2), file(1), file(2, 'copy/ä “quoted” \\ name.jpg')], []);
      equal(
        await collect(store.files()),
        [file(2), file(1), file(2, 'copy/ä “quoted” \\ name.jpg')],
        'files',
      );
      const photo = await store.photo(fakePhotoId(2));
      equal(photo?.state, { state: 'pending' }, 'state');
      equal(
        photo?.files.map((f) => f.path),
        ['2019/IMG_2.jpg', 'copy/ä “quoted” \\ name.jpg'],
        'paths',
      );
      equal(photo?.facts, null, 'facts');
      equal((await store.counts()).photos.pending, 2, 'pending photos');
    },
  ),

  contractCase<StoreSubject>(
    'a changed file belongs to its new photo, the old one is missing',
    async ({ open }) => {
      const store = await open();
      await store.syncFiles([file(1)], []);
      await store.syncFiles([file(2, file(1).path)], []);
      equal((await store.photo(fakePhotoId(1)))?.state, { state: 'missing' }, 'old photo');
      equal((await store.photo(fakePhotoId(2)))?.state, { state: 'pending' }, 'new photo');
      equal((await collect(store.files())).length, 1, 'files');
    },
  ),

  contractCase<StoreSubject>(
    'a photo whose file went is missing, not due, and comes back as it was',
    async ({ open }) => {
      const store = await open();
      await store.syncFiles([file(1), file(2)], []);
      await store.commit({ ...empty, indexed: [indexed(1, 2)] });
      await store.syncFiles([], [file(1), file(2)]);
      equal((await store.counts()).photos, { pending: 0, indexed: 0, failed: 0, missing: 2 }, 'counts');
      equal(await idsOf(store.due(fakeModelKey)), [], 'due');
      equal((await store.facesOfPhoto(fakePhotoId(1))).length, 2, 'faces kept');
      equal([(await store.counts()).faces, (await store.counts()).people], [0, 0], 'faces and people');
      equal(await store.facesOfPerson(person(0)), [], 'faces of a person');
      equal(
        await collect(store.absentFaces()),
        indexed(1, 2).faces.map((f) => ({ face: f.id, photo: f.photo })),
        'absent faces',
      );
      await store.syncFiles([file(1, 'moved.jpg'), file(2)], []);
      equal((await store.photo(fakePhotoId(1)))?.state, { state: 'indexed' }, 'indexed again');
      equal((await store.counts()).faces, 2, 'faces again');
      equal(await collect(store.absentFaces()), [], 'no absent faces');
      equal(await idsOf(store.due(fakeModelKey)), [fakePhotoId(2)], 'due again');
    },
  ),

  contractCase<StoreSubject>(
    'due: pending, of another pack, transiently failed fewer than three times',
    async ({ open }) => {
      const store = await open();
      await store.syncFiles(
        [1, 2, 3, 4, 5, 6].map((n) => file(n)),
        [],
      );
      await store.commit({
        ...empty,
        indexed: [indexed(2, 1), indexed(3, 1, otherModel)],
        failed: [
          { id: fakePhotoId(4), failure: { reason: 'busy', kind: 'transient', attempts: 2 }, facts: null },
          { id: fakePhotoId(5), failure: { reason: 'busy', kind: 'transient', attempts: 3 }, facts: null },
          { id: fakePhotoId(6), failure: { reason: 'no JPEG', kind: 'permanent', attempts: 1 }, facts },
        ],
      });
      equal(await idsOf(store.due(fakeModelKey)), [1, 3, 4].map(fakePhotoId), 'due for the fake model');
      equal(await idsOf(store.due(otherModel)), [1, 2, 4].map(fakePhotoId), 'due for the other model');
      equal(await idsOf(store.failed()), [4, 5, 6].map(fakePhotoId), 'failed');
      equal((await store.photo(fakePhotoId(6)))?.facts, facts, 'facts of a failed photo');
      equal(await store.retryFailed(), 3, 'retried');
      equal(await idsOf(store.due(fakeModelKey)), [1, 3, 4, 5, 6].map(fakePhotoId), 'due after retry');
      equal(await idsOf(store.failed()), [], 'failed after retry');
    },
  ),

  contractCase<StoreSubject>('due may be walked while batches are committed', async ({ open }) => {
    const store = await open();
    await store.syncFiles(
      Array.from({ length: 25 }, (_, n) => file(n)),
      [],
    );
    const seen: PhotoId[] = [];
    for await (const photo of store.due(fakeModelKey)) {
      seen.push(photo.id);
      const failure = { reason: 'busy', kind: 'transient', attempts: 1 } as const;
      await store.commit({ ...empty, failed: [{ id: photo.id, failure, facts: null }] });
    }
    equal(
      seen,
      Array.from({ length: 25 }, (_, n) => fakePhotoId(n)),
      'each once, in order',
    );
  }),

  contractCase<StoreSubject>(
    'faces come back exactly, to the last bit of vector and point',
    async ({ open }) => {
      const store = await open();
      await store.syncFiles([file(1), file(2)], []);
      const [one, two] = [indexed(1, 3), indexed(2, 2)];
      await store.commit({ ...empty, indexed: [one, two] });
      equal(await store.facesOfPhoto(one.id), one.faces, 'faces of the photo');
      equal(await store.face(faceOf(two, 1).id), faceOf(two, 1), 'one face');
      equal(await collect(store.faces(fakeModelKey)), [...one.faces, ...two.faces], 'all faces');
      equal(await store.facesOfPerson(person(1)), [faceOf(one, 1), faceOf(two, 1)], 'faces of a person');
      equal((await store.photo(one.id))?.facts, facts, 'facts');
      equal((await store.photo(one.id))?.model, fakeModelKey, 'model');
      const { faces, people } = await store.counts();
      equal([faces, people], [5, 3], 'counts of faces and people');
    },
  ),

  contractCase<StoreSubject>('vectors of different models never meet', async ({ open }) => {
    const store = await open();
    await store.syncFiles([file(1), file(2)], []);
    await store.commit({ ...empty, indexed: [indexed(1, 1), indexed(2, 1, otherModel)] });
    equal(
      (await collect(store.faces(fakeModelKey))).map((f) => f.photo),
      [fakePhotoId(1)],
      'fake model',
    );
    equal(
      (await collect(store.faces(otherModel))).map((f) => f.photo),
      [fakePhotoId(2)],
      'other model',
    );
  }),

  contractCase<StoreSubject>('an analysis replaces the earlier faces of its photo only', async ({ open }) => {
    const store = await open();
    await store.syncFiles([file(1), file(2)], []);
    await store.commit({ ...empty, indexed: [indexed(1, 3), indexed(2, 1)] });
    await store.commit({ ...empty, indexed: [indexed(1, 1, otherModel)] });
    equal((await store.facesOfPhoto(fakePhotoId(1))).length, 1, 'replaced');
    equal((await store.facesOfPhoto(fakePhotoId(2))).length, 1, 'untouched');
  }),

  contractCase<StoreSubject>('a batch is kept whole or not at all', async ({ open }) => {
    const store = await open();
    await store.syncFiles([file(1)], []);
    const stranger = indexed(9, 1);
    await rejects(store.commit({ ...empty, indexed: [indexed(1, 1), stranger] }), /does not know the photo/);
    equal((await store.photo(fakePhotoId(1)))?.state, { state: 'pending' }, 'the first photo too');
    equal((await store.counts()).faces, 0, 'no face');
    const moved = new Map([['nobody.0' as FaceId, person(1)]]);
    await rejects(store.commit({ ...empty, indexed: [indexed(1, 1)], moved }), /does not know the face/);
    equal((await store.counts()).faces, 0, 'still no face');
  }),

  contractCase<StoreSubject>('faces move between people and to nobody', async ({ open }) => {
    const store = await open();
    await store.syncFiles([file(1)], []);
    const photo = indexed(1, 2);
    await store.commit({ ...empty, indexed: [photo] });
    const moved = new Map<FaceId, PersonId | null>([
      [faceOf(photo, 0).id, null],
      [faceOf(photo, 1).id, person(7)],
      ['gone.0' as FaceId, null],
    ]);
    await store.commit({ ...empty, moved });
    equal(
      (await store.facesOfPhoto(photo.id)).map((f) => f.person),
      [null, person(7)],
      'people',
    );
    equal(await store.facesOfPerson(person(0)), [], 'nobody left');
  }),

  contractCase<StoreSubject>('snapshots are kept by model, the latest', async ({ open }) => {
    const store = await open();
    const bytes = (n: number) => Uint8Array.from({ length: 300 }, (_, i) => (i * n) % 256);
    await store.commit({ ...empty, snapshot: { model: fakeModelKey, bytes: bytes(1) } });
    await store.commit({ ...empty, snapshot: { model: fakeModelKey, bytes: bytes(3) } });
    await store.commit({ ...empty, snapshot: { model: otherModel, bytes: bytes(5) } });
    equal(Array.from((await store.snapshot(fakeModelKey)) ?? []), Array.from(bytes(3)), 'fake model');
    equal(Array.from((await store.snapshot(otherModel)) ?? []), Array.from(bytes(5)), 'other model');
  }),

  contractCase<StoreSubject>('facts are appended in order, with moves, all or nothing', async ({ open }) => {
    const store = await open();
    await store.syncFiles([file(1)], []);
    const photo = indexed(1, 2);
    await store.commit({ ...empty, indexed: [photo] });
    const [a, b] = [faceOf(photo, 0).id, faceOf(photo, 1).id];
    const said = [
      fact(1, { kind: 'same', a, b }, 'one'),
      fact(2, { kind: 'name', person: person(0), anchor: a, name: 'Zoë “Z” O’Hara' }, 'one'),
      fact(3, { kind: 'undo', fact: 'fact-1' as FactId }),
    ];
    await store.appendFacts(said, new Map([[b, person(0)]]));
    equal(await store.facts(), said, 'facts');
    equal((await store.face(b))?.person, person(0), 'moved');
    await rejects(
      store.appendFacts(
        [fact(4, { kind: 'not-a-face', face: a }), fact(1, { kind: 'same', a, b })],
        new Map(),
      ),
      /already/,
    );
    await rejects(
      store.appendFacts([fact(5, { kind: 'not-a-face', face: 'nobody.0' as FaceId })], new Map()),
      /does not know the face/,
    );
    equal((await store.facts()).length, 3, 'nothing of the refused ones');
  }),

  contractCase<StoreSubject>(
    'what was said survives a reset, what was computed does not',
    async ({ open }) => {
      const store = await open();
      await store.syncFiles([file(1), file(2)], []);
      const photo = indexed(1, 2);
      const failure = { reason: 'no JPEG', kind: 'permanent', attempts: 1 } as const;
      await store.commit({
        ...empty,
        indexed: [photo],
        failed: [{ id: fakePhotoId(2), failure, facts: null }],
        snapshot: { model: fakeModelKey, bytes: new Uint8Array(9) },
      });
      const face = faceOf(photo, 0);
      const said = [fact(1, { kind: 'name', person: person(0), anchor: face.id, name: 'Anna' })];
      await store.appendFacts(said, new Map());
      const drawn = {
        face: 'drawn.0' as FaceId,
        photo: photo.id,
        box: { x: 0.25, y: 0, width: 0.5, height: 1 },
      };
      await store.draw(drawn);
      await store.setSetting('pack', 'fake');
      await store.resetComputed();
      equal((await store.counts()).photos, { pending: 2, indexed: 0, failed: 0, missing: 0 }, 'photos');
      equal([(await store.counts()).faces, (await store.counts()).people], [0, 0], 'faces and people');
      equal(await store.snapshot(fakeModelKey), null, 'snapshot');
      equal(await store.facts(), said, 'facts');
      equal(await store.anchors(photo.id), [{ id: face.id, box: face.box }], 'anchors');
      equal(await store.drawnFaces(photo.id), [drawn], 'drawn faces');
      equal(await store.getSetting('pack'), 'fake', 'settings');
      equal((await collect(store.files())).length, 2, 'files');
      // More can be said of a face that is only an anchor by now, or only drawn.
      await store.appendFacts([fact(2, { kind: 'same', a: face.id, b: drawn.face })], new Map());
      equal((await store.facts()).length, 2, 'facts after');
    },
  ),

  contractCase<StoreSubject>('an anchor keeps the latest box of its face', async ({ open }) => {
    const store = await open();
    await store.syncFiles([file(1)], []);
    const photo = indexed(1, 1);
    const face = faceOf(photo, 0);
    await store.commit({ ...empty, indexed: [photo] });
    await store.appendFacts([fact(1, { kind: 'not-a-face', face: face.id })], new Map());
    const box = { ...face.box, x: face.box.x + 3.125 };
    await store.commit({ ...empty, indexed: [{ ...photo, faces: [{ ...face, box }] }] });
    await store.appendFacts([fact(2, { kind: 'not-a-face', face: face.id })], new Map());
    equal(await store.anchors(photo.id), [{ id: face.id, box }], 'anchors');
  }),

  contractCase<StoreSubject>(
    'a photo with a drawn face that no analysis has seen is due',
    async ({ open }) => {
      const store = await open();
      await store.syncFiles([file(1), file(2)], []);
      const photo = indexed(1, 2);
      await store.commit({
        ...empty,
        indexed: [{ ...photo, faces: photo.faces.slice(0, 1) }, indexed(2, 1)],
      });
      equal(await idsOf(store.due(fakeModelKey)), [], 'before');
      const box = { x: 0.1, y: 0.1, width: 0.2, height: 0.2 };
      await store.draw({ face: faceOf(photo, 1).id, photo: photo.id, box });
      equal(await idsOf(store.due(fakeModelKey)), [photo.id], 'drawn');
      await store.commit({ ...empty, indexed: [photo] });
      equal(await idsOf(store.due(fakeModelKey)), [], 'analysed');
    },
  ),

  contractCase<StoreSubject>('a drawn box outside the photo is refused', async ({ open }) => {
    const store = await open();
    await store.syncFiles([file(1)], []);
    const box = { x: 0.8, y: 0, width: 0.3, height: 0.5 };
    await rejects(store.draw({ face: 'd.0' as FaceId, photo: fakePhotoId(1), box }), /shares/);
    equal(await store.drawnFaces(fakePhotoId(1)), [], 'nothing drawn');
  }),

  contractCase<StoreSubject>(
    'a photo is found by its path below a root and by its whole path',
    async ({ open }) => {
      const store = await open();
      await store.syncFiles([file(1, 'a/b.jpg', '/one'), file(2, 'a/b.jpg', '/two')], []);
      equal((await store.photoAt('a/b.jpg'))?.id, fakePhotoId(1), 'by relative path');
      equal((await store.photoAt('/two/a/b.jpg'))?.id, fakePhotoId(2), 'by whole path');
      equal(await store.photoAt('b.jpg'), null, 'part of a name');
    },
  ),

  contractCase<StoreSubject>('erasing leaves nothing', async ({ open }) => {
    const store = await open();
    await store.syncFiles([file(1)], []);
    const photo = indexed(1, 1);
    await store.commit({ ...empty, indexed: [photo] });
    await store.appendFacts([fact(1, { kind: 'not-a-face', face: faceOf(photo, 0).id })], new Map());
    await store.setSetting('a', 'b');
    await store.eraseAll();
    equal(await store.facts(), [], 'facts');
    equal(await store.anchors(photo.id), [], 'anchors');
    equal(await store.getSetting('a'), null, 'settings');
    equal(await collect(store.files()), [], 'files');
    equal((await store.counts()).photos, { pending: 0, indexed: 0, failed: 0, missing: 0 }, 'photos');
  }),

  contractCase<StoreSubject>(
    'what was committed is there after closing and opening again',
    async ({ open }) => {
      const store = await open();
      await store.syncFiles([file(1)], []);
      const photo = indexed(1, 2);
      await store.commit({ ...empty, indexed: [photo] });
      await store.setSetting('a', 'b');
      await store.close();
      const again = await open();
      equal(await again.facesOfPhoto(photo.id), photo.faces, 'faces');
      equal(await again.getSetting('a'), 'b', 'setting');
      ok((await again.photo(photo.id))?.state.state === 'indexed', 'state');
      await again.close();
    },
  ),
];
