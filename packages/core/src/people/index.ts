export { activeFacts } from './active-facts.js';
export { createPeopleEngine, type PeopleEngineOptions } from './create-people-engine.js';
export { deriveThresholds, type EngineThresholds } from './engine-thresholds.js';
export { facesNamedBy } from './faces-named-by.js';
export { facesSaidToBeNone } from './faces-said-to-be-none.js';
export type { Fact, FactId, PersonId, Statement } from './fact.js';
export { nameOf } from './name-of.js';
export type {
  EngineChange,
  EngineFace,
  Explanation,
  FactConflict,
  PeopleEngine,
  Suggestion,
} from './people-engine.js';
export type { Person, PersonState } from './person.js';
export { mapCosines, maxLikenessShift, shiftThresholds } from './shift-thresholds.js';
export { shortId } from './short-id.js';
