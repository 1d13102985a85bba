import { type FaceId, isTurned } from '../faces/index.js';
import type { EngineChange, EngineFace, Fact, PeopleEngine, PersonId } from '../people/index.js';
import type { Store, StoredFace } from '../ports/index.js';
import type { ModelKey } from '../vectors/index.js';
import { decodeLibrarySnapshot, type LibrarySnapshot } from './library-snapshot.js';
import { storedFaces } from './stored-faces.js';

/** Makes an engine, empty or as a snapshot left it. Throws on a snapshot it cannot read. */
export type EngineFactory = (restore?: Uint8Array) => PeopleEngine;

/** A live engine and how much of the store it has been given. */
export interface LibraryEngine {
  readonly engine: PeopleEngine;
  position: number;
  last: FaceId | null;
  /** `position` when the store last got a snapshot. */
  snapshotAt: number;
}

export interface BuildEngineOptions {
  /** The store is not to be written. Default false. */
  readonly readOnly?: boolean;
  /** Groups every face again, whatever the snapshot says. Default false. */
  readonly anew?: boolean;
}

/**
 * Brings an engine to what the store holds: the snapshot if it fits, the facts, then the faces stored after it, photo
 * by photo in insertion order, just as the scan gave them. So the result depends on the store alone, not on
 * how often or when the process died. A snapshot that does not fit is ignored and everything is replayed.
 * Cost: one pass over the stored faces.
 */
export async function buildEngine(
  store: Store,
  model: ModelKey,
  factory: EngineFactory,
  { readOnly = false, anew = false }: BuildEngineOptions = {},
): Promise<LibraryEngine> {
  const facts = await store.facts();
  const bytes = anew ? null : await store.snapshot(model);
  const snapshot = bytes && decodeLibrarySnapshot(bytes);
  const restored = snapshot && (await restoreFrom(store, model, factory, snapshot, facts));
  const built = restored ?? (await replay(store, model, { ...fresh, engine: factory() }, facts));
  if (!readOnly) await settle(store, model, built.engine);
  return built;
}

const fresh = { position: 0, last: null, snapshotAt: 0 };

async function restoreFrom(
  store: Store,
  model: ModelKey,
  factory: EngineFactory,
  { position, last, engine }: LibrarySnapshot,
  facts: readonly Fact[],
): Promise<LibraryEngine | null> {
  try {
    return await replay(
      store,
      model,
      { engine: factory(engine), position, last, snapshotAt: position },
      facts,
    );
  } catch {
    return null; // written by another version of the engine, or torn: the faces and facts say the same
  }
}

/** Gives the engine the facts and every face after `state.position`. Throws when the store is not the one it saw. */
async function replay(
  store: Store,
  model: ModelKey,
  state: LibraryEngine,
  facts: readonly Fact[],
): Promise<LibraryEngine> {
  if (facts.length > 0) state.engine.correct(facts);
  const { position, last } = state;
  for await (const { faces, takenAt } of storedFaces(store, model, { position, last }))
    give(
      state,
      faces.map((face) => toEngineFace(face, takenAt)),
    );
  return state;
}

/** Adds the faces of one photo and moves the position on. */
export function give(state: LibraryEngine, faces: readonly EngineFace[]): EngineChange {
  const change = state.engine.add(faces);
  state.position += faces.length;
  state.last = faces.at(-1)?.id ?? state.last;
  return change;
}

export function toEngineFace(
  face: Pick<StoredFace, 'id' | 'photo' | 'vector' | 'quality' | 'points'>,
  takenAt: number | null,
): EngineFace {
  const { id, photo, vector, quality } = face;
  return { id, photo, vector, quality, takenAt, turned: isTurned(face.points) };
}

/** The face's person; null when it has none or the engine does not have the face. */
export function personOf(engine: PeopleEngine, face: FaceId): PersonId | null {
  try {
    return engine.personOf(face);
  } catch {
    return null;
  }
}

/** Writes down where the rebuilt engine sees a face with another person than the store has (after a crash or upgrade). */
async function settle(store: Store, model: ModelKey, engine: PeopleEngine): Promise<void> {
  const moved = new Map<FaceId, PersonId | null>();
  for await (const face of store.faces(model)) {
    const person = personOf(engine, face.id);
    if (person !== face.person) moved.set(face.id, person);
  }
  if (moved.size > 0) await store.commit({ indexed: [], failed: [], moved, snapshot: null });
}
