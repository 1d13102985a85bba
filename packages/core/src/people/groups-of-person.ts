import type { FaceId } from '../faces/index.js';
import type { State } from './engine-state.js';
import type { PersonId } from './fact.js';

/** The person's micro-clusters as faces, largest first. Throws RangeError on an unknown person. */
export function groupsOfPerson(state: State, person: PersonId): FaceId[][] {
  const cluster = state.owners.get(person);
  if (!cluster) throw new RangeError(`no person ${person}`);
  return [...cluster.micros]
    .sort((a, b) => b.faces.length - a.faces.length || a.faces[0]! - b.faces[0]!)
    .map((micro) => [...micro.faces, ...micro.weak].sort((a, b) => a - b).map((slot) => state.ids[slot]!));
}
