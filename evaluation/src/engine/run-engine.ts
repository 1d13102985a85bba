import type { FaceId, Score } from '@kith/core/faces';
import type { EngineFace, PeopleEngine } from '@kith/core/people';
import type { PhotoId } from '@kith/core/photo';
import type { ModelKey } from '@kith/core/vectors';
import type { FaceSet } from '../faces/face-set.js';

/** What one batch cost and stirred up. */
export interface BatchFigures {
  /** Faces in the engine after the batch. */
  readonly faces: number;
  readonly msPerFace: number;
  /** Share of earlier faces that had a person and now have another or none. */
  readonly churn: number;
  readonly people: number;
}

export interface EngineRun {
  readonly engine: PeopleEngine;
  readonly labels: Int32Array;
  readonly batches: readonly BatchFigures[];
}

/** Feeds the faces in batches of whole photos and asks for everyone's person at the end. */
export function runEngine(engine: PeopleEngine, set: FaceSet, photosPerBatch: number): EngineRun {
  const personOf = new Map<FaceId, string | null>();
  const batches: BatchFigures[] = [];
  for (const batch of photoBatches(set, photosPerBatch)) {
    const started = performance.now();
    const change = engine.add(batch);
    const ms = performance.now() - started;
    const before = personOf.size;
    const restless = applyMoves(personOf, change.moved);
    for (const face of batch) personOf.set(face.id, engine.personOf(face.id));
    batches.push({
      faces: personOf.size,
      msPerFace: ms / batch.length,
      churn: before > 0 ? restless / before : 0,
      people: new Set(personOf.values()).size,
    });
  }
  return { engine, labels: engineLabels(engine, set), batches };
}

/** What the batches cost and stirred up, as a result states it. */
export function costsOf(batches: readonly BatchFigures[]) {
  return { msPerFace: batches.map((b) => b.msPerFace), churn: batches.map((b) => b.churn) };
}

/** The engine's people as labels of the set's faces. */
export function engineLabels(engine: PeopleEngine, set: FaceSet): Int32Array {
  const seen = new Map<string, number>();
  return Int32Array.from(set.faces, (face) => {
    const person = engine.personOf(face.id as FaceId);
    if (person === null) return -1;
    const known = seen.get(person) ?? seen.size;
    seen.set(person, known);
    return known;
  });
}

/** Faces of the set as the engine takes them. */
function engineFace(set: FaceSet, i: number): EngineFace {
  const face = set.faces[i]!;
  return {
    id: face.id as FaceId,
    photo: face.photo as PhotoId,
    vector: {
      model: set.pack as ModelKey,
      values: set.vectors.subarray(i * set.dimension, (i + 1) * set.dimension),
    },
    quality: face.quality as Score,
    takenAt: face.takenAt,
  };
}

function* photoBatches(set: FaceSet, photosPerBatch: number): Generator<EngineFace[]> {
  let batch: EngineFace[] = [];
  let photos = new Set<string>();
  for (let i = 0; i < set.faces.length; i++) {
    const { photo } = set.faces[i]!;
    if (!photos.has(photo) && photos.size === photosPerBatch) {
      yield batch;
      batch = [];
      photos = new Set();
    }
    photos.add(photo);
    batch.push(engineFace(set, i));
  }
  if (batch.length > 0) yield batch;
}

function applyMoves(personOf: Map<FaceId, string | null>, moved: ReadonlyMap<FaceId, string | null>): number {
  let restless = 0;
  for (const [face, person] of moved) {
    const was = personOf.get(face);
    if (was === undefined) continue;
    if (was !== null && was !== person) restless++;
    personOf.set(face, person);
  }
  return restless;
}
