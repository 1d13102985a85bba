import { agglomerate } from './agglomerate.js';
import type { ChangeRecord } from './change-record.js';
import type { Cluster, Micro, State } from './engine-state.js';
import { linkRule } from './link-rule.js';
import { isAlive } from './micros.js';
import { gatherRegion } from './region.js';
import { regionUnits } from './region-units.js';
import { regroup } from './regroup.js';
import { userWord } from './user-word.js';

export interface SettleOptions {
  /** Clusters to take apart although the user has said something about them. */
  readonly dissolve?: ReadonlySet<Cluster>;
  /** At most so many neighbouring clusters are looked at. */
  readonly neighbours?: number;
}

/**
 * Larger clusters are moved as a whole: opening one for each new face would cost its square. Nor does reclustering open them:
 * thresholds have grown since their faces were linked, and would part them.
 */
export const OPEN_UP_TO = 32;
/** Micro-clusters from which on a scan over them is what a face costs, and as few as possible are wanted. */
export const LARGE_LIBRARY = 10_000;
/** There fewer are opened: thresholds have grown since the single faces in them were linked, and would part them. */
const OPEN_IN_LARGE = 4;

/** A change spreads to neighbours of what changed; it has always died out in fewer rounds (test/people). */
const ROUNDS = 4;

/**
 * Makes the people right again around the micro-clusters that changed: takes apart their clusters and those
 * next to them, merges anew, and goes on around what came out differently. Returns the micro-clusters in other company than before.
 */
export function settle(
  state: State,
  changed: Iterable<Micro>,
  record: ChangeRecord,
  options: SettleOptions = {},
): Set<Micro> {
  const moved = new Set<Micro>();
  let touched = [...new Set(changed)].filter((micro) => isAlive(state, micro));
  const openUpTo = state.micros.length < LARGE_LIBRARY ? OPEN_UP_TO : OPEN_IN_LARGE;
  let dissolve = options.dissolve ?? new Set<Cluster>();
  for (let round = 0; round < ROUNDS && touched.length > 0; round++) {
    const word = userWord(state);
    const region = gatherRegion(state, touched, word, options.neighbours);
    const parts = regionUnits(state, region, word, { dissolve, openUpTo });
    const groups = agglomerate(parts.units, linkRule(state, parts));
    touched = regroup(state, parts, groups, record);
    for (const micro of touched) moved.add(micro);
    dissolve = new Set();
  }
  return moved;
}
