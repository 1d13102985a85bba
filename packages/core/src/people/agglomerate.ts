import type { AgglomerationRule, Unit } from './agglomeration-rule.js';
import { type MergeNode, meanCosine, mergeNodes, mergeNodesOf, nearestOf, runnerUp } from './merge-node.js';
import { createPairHeap } from './pair-heap.js';

/**
 * Average linkage: merges greedily, the pair of highest mean cosine first, while the rule allows. Groups come in
 * the order of their first unit, units in rising order. Deterministic. O(merges · neighbours · dimension).
 * `arrayUpTo`: how many units have their means in arrays (`noMeans`).
 */
export function agglomerate(units: readonly Unit[], rule: AgglomerationRule, arrayUpTo?: number): number[][] {
  const nodes = mergeNodesOf(units, arrayUpTo);
  mergeLinked(nodes);
  for (const late of [false, true]) mergeNear(nodes, rule, late);
  return nodes.filter((node) => node.alive && !node.frozen).map((node) => node.units.sort((a, b) => a - b));
}

function mergeLinked(nodes: readonly MergeNode[]): void {
  const holder = new Map<number, number>();
  const rootOf = (number: number): number => {
    while (!nodes[number]!.alive) number = nodes[number]!.units[0]!;
    return number;
  };
  for (let number = 0; number < nodes.length; number++) {
    for (const set of [...nodes[number]!.sets]) {
      const first = holder.get(set);
      holder.set(set, first ?? number);
      if (first === undefined) continue;
      const [a, b] = [rootOf(first), rootOf(number)];
      if (a !== b) mergeNodes(nodes, Math.min(a, b), Math.max(a, b));
    }
  }
}

function mergeNear(nodes: readonly MergeNode[], rule: AgglomerationRule, late: boolean): void {
  const heap = createPairHeap();
  const takesPart = (node: MergeNode): boolean =>
    node.alive && !node.frozen && node.norm > 0 && (late || !node.late);
  const offer = (one: number, other: number): void => {
    if (!takesPart(nodes[other]!)) return;
    const [a, b] = [Math.min(one, other), Math.max(one, other)];
    const cosine = meanCosine(nodes, a, b);
    if (cosine >= rule.floor) heap.push({ cosine, a, b, ageA: nodes[a]!.age, ageB: nodes[b]!.age });
  };
  for (let a = 0; a < nodes.length; a++) {
    if (takesPart(nodes[a]!)) for (const b of nodes[a]!.near) if (b > a) offer(a, b);
  }
  for (let top = heap.pop(); top; top = heap.pop()) {
    const { a, b, ageA, ageB } = top;
    if (!nodes[a]!.alive || !nodes[b]!.alive || nodes[a]!.age !== ageA || nodes[b]!.age !== ageB) continue;
    if (!mayMerge(nodes, a, b, rule)) continue;
    mergeNodes(nodes, a, b);
    for (const other of nodes[a]!.near) offer(a, other);
    for (const other of nodes[a]!.near) if (takesPart(nodes[other]!)) offerBest(nodes, other, a, offer);
  }
}

/** A neighbour of what was just merged may have a clearer lead now: its nearest is looked at again. */
function offerBest(
  nodes: readonly MergeNode[],
  number: number,
  merged: number,
  offer: (one: number, other: number) => void,
): void {
  const best = nearestOf(nodes, number);
  if (best !== -1 && best !== merged) offer(number, best);
}

function mayMerge(nodes: readonly MergeNode[], a: number, b: number, rule: AgglomerationRule): boolean {
  const [x, y] = [nodes[a]!, nodes[b]!];
  const cosine = meanCosine(nodes, a, b);
  if (cosine < rule.required(x, y, { cosine, leadA: 2, leadB: 2 })) return false;
  // In a library of few people nobody may be next nearest; that says nothing, so somebody at the floor is supposed.
  const leadA = cosine - Math.max(rule.floor, runnerUp(nodes, a, b));
  const leadB = cosine - Math.max(rule.floor, runnerUp(nodes, b, a));
  if (cosine < rule.required(x, y, { cosine, leadA, leadB })) return false;
  return !x.sets.some((set) => y.sets.some((other) => rule.apart(set, other)));
}
