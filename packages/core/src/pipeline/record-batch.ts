import type { Face, FaceId } from '../faces/index.js';
import type { PersonId } from '../people/index.js';
import type { PhotoFacts, PhotoId } from '../photo/index.js';
import type { BatchCommit, StoredFace } from '../ports/index.js';
import type { FaceVector } from '../vectors/index.js';
import { give, type LibraryEngine, personOf, toEngineFace } from './library-engine.js';
import type { OpenLibraryOptions } from './library-options.js';

/** What analysis made of one batch: photos with their faces, and photos that failed. */
export interface AnalysedBatch {
  readonly indexed: readonly {
    readonly id: PhotoId;
    readonly facts: PhotoFacts;
    readonly faces: readonly { readonly face: Face; readonly vector: FaceVector }[];
  }[];
  readonly failed: BatchCommit['failed'];
}

/** Gives the engine the faces photo by photo, as a replay will, so that people do not depend on the batch size. */
export async function giveBatch(
  { store, model }: OpenLibraryOptions,
  live: LibraryEngine,
  batch: AnalysedBatch,
) {
  const moved = new Map<FaceId, PersonId | null>();
  let replaced = false;
  for (const { id, facts, faces } of batch.indexed) {
    const earlier = (await store.facesOfPhoto(id)).filter((f) => f.vector.model === model).map((f) => f.id);
    if (earlier.length > 0) {
      for (const [face, person] of live.engine.remove(earlier).moved) moved.set(face, person);
      live.position -= earlier.length;
      replaced = true;
    }
    if (faces.length === 0) continue;
    const added = faces.map(({ face, vector }) => toEngineFace({ ...face, vector }, facts.takenAt));
    for (const [face, person] of give(live, added).moved) moved.set(face, person);
  }
  return { moved, replaced };
}

/** A photo as the store keeps it, its faces with their persons. */
export function toIndexed(
  { model }: OpenLibraryOptions,
  live: LibraryEngine,
  photo: AnalysedBatch['indexed'][number],
) {
  const faces: StoredFace[] = photo.faces.map(({ face, vector }) => ({
    ...face,
    vector,
    person: personOf(live.engine, face.id),
  }));
  return { id: photo.id, facts: photo.facts, model, faces };
}

/** Without this batch's own faces: their persons go in with them. */
export function withoutNew(moved: ReadonlyMap<FaceId, PersonId | null>, { indexed }: AnalysedBatch) {
  const own = new Set(indexed.flatMap((p) => p.faces.map(({ face }) => face.id)));
  return new Map([...moved].filter(([face]) => !own.has(face)));
}
