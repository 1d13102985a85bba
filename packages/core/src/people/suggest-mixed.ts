import { agglomerate } from './agglomerate.js';
import type { Unit } from './agglomeration-rule.js';
import type { Cluster, Micro, State } from './engine-state.js';
import { growthOf } from './link-rule.js';
import { microSum } from './micros.js';
import type { Suggestion } from './people-engine.js';
import { personLabel } from './person-label.js';
import { userWord } from './user-word.js';

type Mixed = Extract<Suggestion, { readonly kind: 'mixed' }>;

/** A part of fewer faces is a matter for 'is this still them?'. */
const PART_FROM = 2;
/** People of more micro-clusters are not looked at: comparing all their pairs would hold up the page. */
const MICROS_UP_TO = 128;

/**
 * People who fall into two parts or more when their micro-clusters are joined by likeness alone, without the help
 * of a lead: two merged by chance, or one whose looks changed. The most faces outside the largest part first. Those
 * whose faces the user spoke of are not doubted.
 */
export function suggestMixed(state: State): Mixed[] {
  const word = userWord(state);
  const found: { readonly faces: number; readonly suggestion: Mixed }[] = [];
  for (const cluster of state.owners.values()) {
    if (cluster.micros.length < 2 || cluster.micros.length > MICROS_UP_TO) continue;
    if (cluster.micros.some((micro) => (word.sets.get(micro)?.length ?? 0) > 0)) continue;
    const parts = partsOf(state, cluster).filter((part) => sizeOf(part) >= PART_FROM);
    if (parts.length < 2) continue;
    const faces = parts.slice(1).reduce((sum, part) => sum + sizeOf(part), 0);
    found.push({ faces, suggestion: suggestion(state, cluster, parts) });
  }
  return found.sort((a, b) => b.faces - a.faces).map(({ suggestion }) => suggestion);
}

/** The person's micro-clusters in parts that likeness alone does not join; the largest first. */
function partsOf(state: State, cluster: Cluster): Micro[][] {
  const micros = cluster.micros.filter((micro) => !micro.mute);
  const numbers = micros.map((_, number) => number);
  const units = micros.map(
    (micro): Unit => ({
      sum: () => microSum(state, micro),
      size: micro.faces.length,
      near: numbers,
      sets: [],
      late: false,
      frozen: false,
    }),
  );
  const required = state.thresholds.sure + growthOf(state);
  const rule = { floor: required, required: () => required, apart: () => false };
  const parts = agglomerate(units, rule).map((numbers) => numbers.map((number) => micros[number]!));
  return parts.sort((a, b) => sizeOf(b) - sizeOf(a));
}

function sizeOf(part: readonly Micro[]): number {
  return part.reduce((sum, micro) => sum + micro.faces.length, 0);
}

function suggestion(state: State, cluster: Cluster, parts: readonly Micro[][]): Mixed {
  const groups = parts.map((part) =>
    part.flatMap((micro) => [...micro.faces, ...micro.weak]).map((slot) => state.ids[slot]!),
  );
  const counts = groups.map((group) => group.length).join(' and ');
  const reason = `The faces of ${personLabel(state, cluster)} fall into groups of ${counts} that look little alike: one person, or two?`;
  return { kind: 'mixed', person: cluster.id!, groups, reason };
}
