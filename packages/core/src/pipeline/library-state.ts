import type { FaceId } from '../faces/index.js';
import type {
  EngineChange,
  Fact,
  FactId,
  PeopleEngine,
  Person,
  PersonId,
  Statement,
} from '../people/index.js';
import type { PhotoId } from '../photo/index.js';
import type { Store, Telemetry } from '../ports/index.js';
import { buildByRules } from './build-by-rules.js';
import { type ActionKind, actionId } from './library-action.js';
import { buildEngine, personOf } from './library-engine.js';
import type { OpenLibraryOptions } from './library-options.js';
import { presentPeople } from './present-people.js';
import { type AnalysedBatch, giveBatch, toIndexed, withoutNew } from './record-batch.js';
import { snapshotOf, writeSnapshot } from './write-snapshot.js';

/** The engine, the facts and the store, kept in step: one change at a time, in memory and in the store or in neither. */
export interface LibraryState {
  engine(): PeopleEngine;
  facts(): readonly Fact[];
  /** As the photos that are there show them. */
  people(): readonly Person[];
  person(id: PersonId): Person | null;
  /** With the faces of missing photos. */
  wholePerson(id: PersonId): Person | null;
  /** To be called when photos may have gone or come back. */
  refreshPresence(): Promise<void>;
  personOf(face: FaceId): PersonId | null;
  say(kind: ActionKind, statements: readonly Statement[]): Promise<EngineChange>;
  record(batch: AnalysedBatch, telemetry?: Telemetry): Promise<EngineChange>;
  saveSnapshot(): Promise<void>;
  /** Throws on the first face that the library does not know. */
  requireFaces(faces: readonly FaceId[]): Promise<void>;
}

// A snapshot is written when the faces have grown by a quarter (and by 64) since the last: in all it costs a
// constant factor of writing the faces themselves, and an open replays at most a fifth of them.
const snapshotGrowth = 0.25;
const snapshotFaces = 64;

/** Opens the store's people. */
export async function createLibraryState(options: OpenLibraryOptions): Promise<LibraryState> {
  const { store, model, clock, ids, readOnly = false } = options;
  const build = () => buildEngine(store, model, options.engineFactory, { readOnly });
  let live = await buildByRules(options);
  let facts = await store.facts();
  let absent = await absentFaces(store);
  let people: ReadonlyMap<PersonId, Person> | null = null;
  let present: ReadonlyMap<PersonId, Person> | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  /** Runs changes one after another; when one fails, the engine goes back to what the store holds. */
  const exclusive = <T>(change: () => Promise<T>): Promise<T> => {
    const run = turn.then(async () => {
      try {
        return await change();
      } catch (cause) {
        live = await build();
        facts = await store.facts();
        throw cause;
      } finally {
        people = null;
        present = null;
      }
    });
    turn = run.catch(() => undefined);
    return run;
  };
  const peopleById = () => {
    people ??= new Map(live.engine.people().map((p) => [p.id, p]));
    return people;
  };
  const presentById = () => {
    present ??= new Map(presentPeople([...peopleById().values()], absent).map((p) => [p.id, p]));
    return present;
  };

  return {
    engine: () => live.engine,
    facts: () => facts,
    people: () => [...presentById().values()],
    person: (id) => presentById().get(id) ?? null,
    wholePerson: (id) => peopleById().get(id) ?? null,
    refreshPresence: async () => {
      absent = await absentFaces(store);
      present = null;
    },
    personOf: (face) => personOf(live.engine, face),
    say: (kind, statements) =>
      exclusive(async () => {
        const action = actionId(kind, ids());
        const at = clock.now();
        const said = statements.map((statement) => ({ id: ids() as FactId, at, action, statement }));
        const change = live.engine.correct(said);
        await store.appendFacts(said, change.moved);
        facts = [...facts, ...said];
        return change;
      }),
    record: (batch, telemetry) =>
      exclusive(async () => {
        const { indexed, failed } = batch;
        const faces = indexed.reduce((n, p) => n + p.faces.length, 0);
        const started = clock.monotonic();
        const { moved, replaced } = await giveBatch(options, live, batch);
        const given = clock.monotonic();
        telemetry?.stage('cluster', given - started, indexed.length, faces);
        const grown = live.position - live.snapshotAt;
        const due = replaced || grown >= Math.max(snapshotFaces, live.snapshotAt * snapshotGrowth);
        await store.commit({
          indexed: indexed.map((photo) => toIndexed(options, live, photo)),
          failed,
          moved: withoutNew(moved, batch),
          snapshot: due ? { model, bytes: snapshotOf(live) } : null,
        });
        if (due) live.snapshotAt = live.position;
        telemetry?.stage('store', clock.monotonic() - given, indexed.length + failed.length, faces);
        return { moved, conflicts: [] };
      }),
    saveSnapshot: () =>
      exclusive(async () => {
        if (readOnly || live.snapshotAt === live.position) return;
        await writeSnapshot(options, live);
      }),
    requireFaces: async (faces) => {
      if (faces.length === 0) throw new Error('name at least one face');
      for (const id of faces)
        if (!(await store.face(id))) throw new Error(`there is no face ${id} in this library`);
    },
  };
}

/** Faces of missing photos, each with its photo. */
async function absentFaces(store: Store): Promise<ReadonlyMap<FaceId, PhotoId>> {
  const absent = new Map<FaceId, PhotoId>();
  for await (const { face, photo } of store.absentFaces()) absent.set(face, photo);
  return absent;
}
