import { createHash } from 'node:crypto';
import { createPeopleEngine } from '@kith/core/people';
import { type Analyse, openLibrary, type ScanOptions, scan } from '@kith/core/pipeline';
import type { Store } from '@kith/core/ports';
import {
  createFakeClock,
  createFakeDecoder,
  createMemorySource,
  createRandom,
  createRecordingTelemetry,
  encodeFakePhoto,
  fakeFace,
  fakeModelKey,
  fakeVectors,
} from '@kith/testkit';

const people = 6;
const perPerson = 12;
const vectors = fakeVectors({ seed: 5, people, perPerson, cosine: 0.7 });

const sha256 = async (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** An album of invented people: photo n shows one or two faces; which ones is fixed by n. */
export function fakeAlbum(photos = 40, root = '/photos') {
  const files = Object.fromEntries(
    Array.from({ length: photos }, (_, n) => [
      `${String(n).padStart(3, '0')}.jpg`,
      encodeFakePhoto({ width: 64, height: 48, seed: n, takenAt: n * 1000 }),
    ]),
  );
  return createMemorySource(files, root);
}

/** Finds the invented faces: those of photo n are vectors n and, every third time, also one of another person. */
export const analyse: Analyse = async (photos) =>
  photos.map(({ id, decoded }) => {
    const n = (decoded.facts.takenAt ?? 0) / 1000;
    const shown = n % 3 === 0 ? [n, n + perPerson + 1] : [n];
    const faces = shown.map((at, ordinal) => {
      const { vector } = vectors[(at * 7) % vectors.length]!;
      const { person: _, ...face } = fakeFace({ photo: id, ordinal, random: createRandom(n * 10 + ordinal) });
      return { face: { ...face, quality: 0.9 as typeof face.quality }, vector };
    });
    return { id, faces };
  });

let nextId = 0;

export function openFake(store: Store, model = fakeModelKey) {
  return openLibrary({
    store,
    model,
    engineFactory: (restore) =>
      createPeopleEngine({ model, dimension: 128, ...(restore ? { restore } : {}) }),
    clock: createFakeClock(),
    ids: () => `id${nextId++}`,
  });
}

/** Scans with fakes for whatever is not given. */
export async function scanFake(store: Store, source = fakeAlbum(), options: Partial<ScanOptions> = {}) {
  const library = options.library ?? (await openFake(store));
  const summary = await scan({
    library,
    store,
    source,
    roots: [source.root],
    decoder: createFakeDecoder(),
    analyse,
    backend: 'cpu',
    sha256,
    clock: createFakeClock(),
    telemetry: createRecordingTelemetry(),
    batch: 8,
    decoders: 2,
    decodeSide: 64,
    memoryMb: () => 1,
    ...options,
  });
  return { summary, library };
}

/** Everything computed, in a form to compare: each face with its person, and each photo's state. */
export async function contents(store: Store): Promise<unknown> {
  const faces: unknown[] = [];
  for await (const face of store.faces(fakeModelKey))
    faces.push([face.id, face.person, [...face.vector.values.slice(0, 4)]]);
  const photos: unknown[] = [];
  for await (const file of store.files()) photos.push([file.path, (await store.photo(file.photo))?.state]);
  return { faces, photos };
}
