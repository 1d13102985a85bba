import type { FaceId } from '../faces/index.js';
import type { PeopleEngine, PersonId } from '../people/index.js';
import type { CancelSignal, Clock, Store } from '../ports/index.js';
import type { ModelKey } from '../vectors/index.js';
import { compareGrouping, type GroupingChange } from './compare-grouping.js';
import { personOf, toEngineFace } from './library-engine.js';
import { storedFaces } from './stored-faces.js';
import { throwIfAborted } from './throw-if-aborted.js';

export interface PreviewGroupingOptions {
  readonly store: Store;
  readonly model: ModelKey;
  /** Empty, with the thresholds to try. */
  readonly engine: PeopleEngine;
  /** The person of a face as things are. */
  readonly now: (face: FaceId) => PersonId | null;
  readonly clock: Clock;
  /** Lets others work: awaited whenever about 10 ms have been taken. */
  readonly pause: () => Promise<void>;
  readonly signal?: CancelSignal;
}

const sliceMs = 10;

/**
 * What the people would be with another engine: every stored face and every fact is given to it, in slices, and its
 * people are compared with those of now. Nothing is stored. Rejects with an AbortError once `signal` is aborted.
 * Cost: that of grouping the library anew.
 */
export async function previewGrouping(options: PreviewGroupingOptions): Promise<GroupingChange> {
  const { store, model, engine, now, clock, pause, signal } = options;
  const facts = await store.facts();
  if (facts.length > 0) engine.correct(facts);
  const before = new Map<FaceId, PersonId | null>();
  let started = clock.monotonic();
  for await (const { faces, takenAt } of storedFaces(store, model)) {
    engine.add(faces.map((face) => toEngineFace(face, takenAt)));
    for (const { id } of faces) before.set(id, now(id));
    if (clock.monotonic() - started < sliceMs) continue;
    throwIfAborted(signal);
    await pause();
    started = clock.monotonic();
  }
  throwIfAborted(signal);
  return compareGrouping(before, (face) => personOf(engine, face));
}
