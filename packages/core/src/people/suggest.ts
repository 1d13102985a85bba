import type { State } from './engine-state.js';
import type { Suggestion } from './people-engine.js';
import { suggestMixed } from './suggest-mixed.js';
import { suggestSamePerson } from './suggest-same-person.js';
import { suggestStillThem } from './suggest-still-them.js';
import { suggestUndecided } from './suggest-undecided.js';

/**
 * Questions worth the user's time, at most `limit`: whom to merge, by faces gained; then people who look like
 * two; then members that look unlike their person; then faces between two people. Each kind gets its share where there are enough.
 */
export function suggest(state: State, limit: number): Suggestion[] {
  const kinds: Suggestion[][] = [
    suggestSamePerson(state),
    suggestMixed(state),
    suggestStillThem(state),
    suggestUndecided(state, limit),
  ];
  const chosen: Suggestion[] = [];
  for (let turn = 0; chosen.length < limit && kinds.some((kind) => kind.length > turn); turn++) {
    for (const kind of kinds) if (turn < kind.length && chosen.length < limit) chosen.push(kind[turn]!);
  }
  return chosen;
}
