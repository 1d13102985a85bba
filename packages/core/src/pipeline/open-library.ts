import type { FaceId } from '../faces/index.js';
import { type EngineChange, nameOf, type Person, type PersonId, type Statement } from '../people/index.js';
import type { Telemetry } from '../ports/index.js';
import type { ModelKey } from '../vectors/index.js';
import { cleanDate, cleanName } from './clean-input.js';
import { historyOf } from './history.js';
import type { Library } from './library.js';
import type { ActionKind } from './library-action.js';
import type { OpenLibraryOptions } from './library-options.js';
import { createLibraryState } from './library-state.js';
import { mergeStatements, notPersonStatements, splitStatements } from './library-statements.js';
import type { AnalysedBatch } from './record-batch.js';
import { undoStatements } from './undo-statements.js';

/** A library with the doors that a scan and an import use. */
export interface OpenLibrary extends Library {
  readonly model: ModelKey;
  /** Adds what analysis found and stores it, in one transaction. Returns whose person changed. */
  record(batch: AnalysedBatch, telemetry?: Telemetry): Promise<EngineChange>;
  /** Writes an engine snapshot when the store's is behind, so that the next open is quick. */
  saveSnapshot(): Promise<void>;
  /** Looks which photos are missing: their faces are not among the people's until they are back. */
  refreshPresence(): Promise<void>;
  /** Says several things as one action. */
  say(kind: ActionKind, statements: readonly Statement[]): Promise<EngineChange>;
}

/**
 * Opens the people of a library: brings the engine to what the store holds, then answers and corrects. The store
 * stays the caller's to close. Cost: one or two passes over the stored faces.
 */
export async function openLibrary(options: OpenLibraryOptions): Promise<OpenLibrary> {
  const state = await createLibraryState(options);
  const { say } = state;
  // What is said of a person is said of all its faces, also those of photos that are missing at the moment.
  const person = (id: PersonId) => known(state.wholePerson(id), id);
  const namesOf = { nameOf: (id: PersonId) => nameOf(state.wholePerson(id)), personOf: state.personOf };

  const merge = async (kind: ActionKind, into: PersonId, others: readonly PersonId[]) => {
    const target = person(into);
    const distinct = [...new Set(others)].filter((id) => id !== into);
    if (distinct.length === 0) throw new Error('merging needs two different people');
    return say(kind, mergeStatements(target, distinct.map(person)));
  };

  return {
    model: options.model,
    record: state.record,
    saveSnapshot: state.saveSnapshot,
    refreshPresence: state.refreshPresence,
    say,
    people: state.people,
    person: state.person,
    personOf: state.personOf,
    groupsOf: (id) => state.engine().groupsOf(person(id).id),
    explain: (face) => state.engine().explain(face),
    suggestions: (limit) => state.engine().suggestions(limit),

    name: async (id, name) =>
      say('name', [{ kind: 'name', person: id, anchor: person(id).cover, name: cleanName(name) }]),
    found: async (face, name) => {
      await state.requireFaces([face]);
      const owner = state.personOf(face);
      if (owner !== null)
        throw new Error(`the face ${face} is one of the person ${owner}; split it off first`);
      return say('name', [
        { kind: 'name', person: `p${face}` as PersonId, anchor: face, name: cleanName(name) },
      ]);
    },
    merge: (into, others) => merge('merge', into, others),
    split: async (id, faces) => {
      const { chosen, remaining } = partition(person(id), faces);
      return say('split', splitStatements(person(id), chosen, remaining));
    },
    assign: async (faces, to) => {
      await state.requireFaces(faces);
      const { cover } = person(to);
      const others = [...new Set(faces)].filter((f) => f !== cover);
      if (others.length === 0) throw new Error(`these faces already are ${to}`);
      return say(
        'assign',
        others.map((b) => ({ kind: 'same', a: cover, b })),
      );
    },
    notThisPerson: async (faces, id) => {
      const { chosen, remaining } = partition(person(id), faces);
      return say('not-person', notPersonStatements(person(id), chosen, remaining));
    },
    answerSame: async (a, b, same) =>
      same
        ? merge('answer', a, [b])
        : say('answer', [{ kind: 'different', a: person(a).cover, b: person(b).cover }]),
    notAFace: async (faces) => {
      await state.requireFaces(faces);
      return say(
        'not-a-face',
        [...new Set(faces)].map((face) => ({ kind: 'not-a-face', face })),
      );
    },
    hide: async (ids, hidden) =>
      say(
        'hide',
        ids.map((id) => ({ kind: 'hide', person: id, anchor: person(id).cover, hidden })),
      ),
    cover: async (id, face) => {
      const { faces } = person(id);
      if (!faces.includes(face)) throw new Error(`the face ${face} is not one of the person ${id}`);
      return say('cover', [{ kind: 'cover', person: id, anchor: face, face }]);
    },
    born: async (id, date) =>
      say('born', [{ kind: 'born', person: id, anchor: person(id).cover, date: cleanDate(date) }]),

    history: () => historyOf(state.facts(), namesOf),
    undo: async (action) => say('undo', undoStatements(state.facts(), action)),
    close: state.saveSnapshot,
  };
}

function known(person: Person | null, id: PersonId): Person {
  if (!person) throw new Error(`there is no person ${id} in this library`);
  return person;
}

/** The faces named and the person's others. Throws when one is not the person's, or when none would be left. */
function partition(person: Person, faces: readonly FaceId[]) {
  const chosen = [...new Set(faces)];
  if (chosen.length === 0) throw new Error('name at least one face');
  const stranger = chosen.find((f) => !person.faces.includes(f));
  if (stranger) throw new Error(`the face ${stranger} is not one of the person ${person.id}`);
  const remaining = person.faces.filter((f) => !chosen.includes(f));
  if (remaining.length === 0)
    throw new Error(`these are all the faces of the person ${person.id}: nobody would be left`);
  return { chosen, remaining };
}
