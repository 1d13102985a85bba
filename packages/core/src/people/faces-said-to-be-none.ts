import type { FaceId } from '../faces/index.js';
import type { Fact } from './fact.js';
import { resolveFacts } from './resolve-facts.js';

/** The faces that the user said are none, and did not place with somebody later. O(facts). */
export function facesSaidToBeNone(log: readonly Fact[]): ReadonlySet<FaceId> {
  return resolveFacts(log).excluded;
}
