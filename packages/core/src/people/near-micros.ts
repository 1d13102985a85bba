import type { Micro, State } from './engine-state.js';
import { isAlive } from './micros.js';

/** Neighbours remembered by a micro-cluster: the nearest ones. */
const NEAR_CAPACITY = 32;

/** Remembers that two micro-clusters are near each other. */
export function rememberNear(state: State, a: Micro, b: Micro, cosine: number): void {
  rememberOneWay(state, a, b, cosine);
  rememberOneWay(state, b, a, cosine);
}

function rememberOneWay(state: State, micro: Micro, other: Micro, cosine: number): void {
  if (micro.near.length === NEAR_CAPACITY) forgetGone(state, micro);
  const known = micro.near.indexOf(other);
  if (known !== -1) {
    micro.nearCosine[known] = cosine;
    return;
  }
  if (micro.near.length < NEAR_CAPACITY) {
    // concat, not push: an array that has grown keeps room for sixteen more
    micro.near = micro.near.concat(other);
    micro.nearCosine = micro.nearCosine.concat(cosine);
    return;
  }
  const farthest = micro.nearCosine.indexOf(Math.min(...micro.nearCosine));
  if (micro.nearCosine[farthest]! >= cosine) return;
  micro.near[farthest] = other;
  micro.nearCosine[farthest] = cosine;
}

function forgetGone(state: State, micro: Micro): void {
  for (let at = micro.near.length - 1; at >= 0; at--) {
    if (isAlive(state, micro.near[at]!)) continue;
    micro.near.splice(at, 1);
    micro.nearCosine.splice(at, 1);
  }
}
