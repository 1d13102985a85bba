import type { FaceId } from '../faces/index.js';
import type { EngineChange, Explanation, Person, PersonId, Statement, Suggestion } from '../people/index.js';

/** One action of the user, as history shows it. */
export interface HistoryEntry {
  readonly action: string;
  readonly at: number;
  /** For a person: "Named p… Anna", "Merged two people", "3 faces are not Anna". */
  readonly sentence: string;
  readonly statements: readonly Statement[];
  readonly undone: boolean;
}

/**
 * An open library: people over a store and an engine. What CLI, server and browser page all speak to.
 * Every correction is in the store before the promise settles, and is undoable as one action.
 * Throws on an unknown person or face, naming it.
 */
export interface Library {
  /** As the photos that are there show them: faces of missing photos are kept, but neither counted nor shown. */
  people(): readonly Person[];
  person(id: PersonId): Person | null;
  personOf(face: FaceId): PersonId | null;
  groupsOf(person: PersonId): readonly (readonly FaceId[])[];
  explain(face: FaceId): Explanation;
  suggestions(limit: number): readonly Suggestion[];

  name(person: PersonId, name: string | null): Promise<EngineChange>;
  /** This face, nobody's until now, is a person of its own with this name. Throws when it is somebody's. */
  found(face: FaceId, name: string): Promise<EngineChange>;
  merge(into: PersonId, others: readonly PersonId[]): Promise<EngineChange>;
  /** These faces of the person become one person of their own. */
  split(person: PersonId, faces: readonly FaceId[]): Promise<EngineChange>;
  /** These faces are that person. */
  assign(faces: readonly FaceId[], to: PersonId): Promise<EngineChange>;
  notThisPerson(faces: readonly FaceId[], person: PersonId): Promise<EngineChange>;
  /** The answer to a 'same person?' question; `false` is remembered too. */
  answerSame(a: PersonId, b: PersonId, same: boolean): Promise<EngineChange>;
  notAFace(faces: readonly FaceId[]): Promise<EngineChange>;
  hide(people: readonly PersonId[], hidden: boolean): Promise<EngineChange>;
  cover(person: PersonId, face: FaceId): Promise<EngineChange>;
  born(person: PersonId, date: string | null): Promise<EngineChange>;

  history(): readonly HistoryEntry[];
  /** Undoes one action, the latest not yet undone when none is named. */
  undo(action?: string): Promise<EngineChange>;
  close(): Promise<void>;
}
