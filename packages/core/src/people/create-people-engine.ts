import type { FaceId } from '../faces/index.js';
import type { ModelKey } from '../vectors/index.js';
import { addFaces } from './add-faces.js';
import { applyFacts } from './apply-facts.js';
import { type ChangeRecord, createChangeRecord, personOfSlot } from './change-record.js';
import { emptyState, type State } from './engine-state.js';
import { deriveThresholds, type EngineThresholds } from './engine-thresholds.js';
import { explainFace } from './explain-face.js';
import type { PersonId } from './fact.js';
import { groupsOfPerson } from './groups-of-person.js';
import { listPeople } from './list-people.js';
import type { EngineChange, FactConflict, PeopleEngine } from './people-engine.js';
import { readSnapshot } from './read-snapshot.js';
import { reclusterPeople } from './recluster-people.js';
import { removeFaces } from './remove-faces.js';
import { suggest } from './suggest.js';
import { writeSnapshot } from './write-snapshot.js';

export interface PeopleEngineOptions {
  readonly model: ModelKey;
  /** Values in a vector, 1..1024. */
  readonly dimension: number;
  /** From the pack (`deriveThresholds`); the defaults suit an embedder like the reference MobileFaceNet. */
  readonly thresholds?: EngineThresholds;
  /** What `snapshot` gave. Then `correct` with every fact of the library brings the engine back exactly. */
  readonly restore?: Uint8Array;
}

/** Measured on the reference MobileFaceNet and pairs of unrelated people (docs/decisions). */
const DEFAULT_CALIBRATION = {
  cosineAtFalseMatchRate: { '1e-2': 0.1949, '1e-3': 0.2697, '1e-4': 0.3505, '1e-5': 0.4616 },
};

/** Throws when the snapshot is damaged, of another version, model or dimension: then add every face anew. */
export function createPeopleEngine(options: PeopleEngineOptions): PeopleEngine {
  const thresholds = options.thresholds ?? deriveThresholds(DEFAULT_CALIBRATION);
  const state = emptyState(options.model, options.dimension, thresholds);
  if (options.restore) readSnapshot(state, options.restore);
  return engineOver(state);
}

function engineOver(state: State): PeopleEngine {
  const change = (act: (record: ChangeRecord) => readonly FactConflict[] | undefined): EngineChange => {
    const record = createChangeRecord(state);
    state.version++;
    return record.finish(act(record) ?? []);
  };
  return {
    get faceCount() {
      return state.slots.size;
    },
    add: (batch) =>
      change((record) => {
        addFaces(state, batch, record);
        return undefined;
      }),
    remove: (faces) =>
      change((record) => {
        removeFaces(state, faces, record);
        return undefined;
      }),
    correct: (facts) => change((record) => applyFacts(state, facts, record)),
    people: () => listPeople(state),
    personOf: (face: FaceId) => personOfSlot(state, slotOf(state, face)),
    groupsOf: (person: PersonId) => groupsOfPerson(state, person),
    explain: (face) => explainFace(state, slotOf(state, face)),
    suggestions: (limit) => suggest(state, limit),
    recluster: () => reclusterPeople(state),
    snapshot: () => writeSnapshot(state),
  };
}

function slotOf(state: State, face: FaceId): number {
  const slot = state.slots.get(face);
  if (slot === undefined) throw new RangeError(`no face ${face}`);
  return slot;
}
