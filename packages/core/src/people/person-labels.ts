import type { Cluster, State } from './engine-state.js';
import { personLabel } from './person-label.js';

/** How one sentence calls two people, so that they can be told apart: the second is 'another …' where both read alike. */
export function personLabels(state: State, first: Cluster, second: Cluster): [string, string] {
  const one = personLabel(state, first);
  const two = personLabel(state, second);
  if (one !== two) return [one, two];
  return [
    one,
    two.startsWith('an unnamed ') ? two.replace('an ', 'another ') : `another person called ${two}`,
  ];
}
