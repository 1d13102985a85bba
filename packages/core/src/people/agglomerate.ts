import { createPairHeap } from './pair-heap.js';

/** What is merged: a micro-cluster, or a whole cluster that is not to be taken apart. */
export interface Unit {
  readonly sum: Float32Array;
  /** Good faces in it. */
  readonly size: number;
  /** Units worth comparing with, by number. */
  readonly near: readonly number[];
  /** Link sets of its faces. Units that share one are merged whatever their likeness. */
  readonly sets: readonly number[];
  /** Placed after all others. */
  readonly late: boolean;
}

/** How two groups are judged; a group is a list of unit numbers. */
export interface AgglomerationRule {
  /** The cosine of two groups' sums from which on they are one. Asked only where `cosine` could reach it. */
  required(a: Group, b: Group, cosine: number): number;
  apart(set: number, other: number): boolean;
}

export interface Group {
  readonly units: readonly number[];
  readonly size: number;
  /** Length of the sum of its unit vectors: size · cohesion. */
  readonly norm: number;
}

interface Node {
  units: number[];
  sum: Float32Array;
  norm: number;
  size: number;
  near: Set<number>;
  sets: number[];
  late: boolean;
  alive: boolean;
  /** Raised by every merge, so that old entries of the heap are known. */
  age: number;
}

/**
 * Merges greedily, the pair with the largest lead over what is required first, until none has any. Groups come
 * in the order of their first unit, units in rising order. Deterministic. O(merges · neighbours · dimension).
 */
export function agglomerate(units: readonly Unit[], rule: AgglomerationRule): number[][] {
  const nodes = units.map(nodeOf);
  for (const [number, node] of nodes.entries()) {
    for (const other of node.near) if (other !== number) nodes[other]!.near.add(number);
    node.near.delete(number);
  }
  mergeLinked(nodes);
  for (const late of [false, true]) mergeNear(nodes, rule, late);
  return nodes.filter((node) => node.alive).map((node) => node.units.sort((a, b) => a - b));
}

function nodeOf(unit: Unit, number: number): Node {
  return {
    units: [number],
    sum: unit.sum.slice(),
    norm: Math.sqrt(dot(unit.sum, unit.sum)),
    size: unit.size,
    near: new Set(unit.near),
    sets: [...unit.sets],
    late: unit.late,
    alive: true,
    age: 0,
  };
}

function mergeLinked(nodes: Node[]): void {
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
      if (a !== b) merge(nodes, Math.min(a, b), Math.max(a, b));
    }
  }
}

function mergeNear(nodes: Node[], rule: AgglomerationRule, late: boolean): void {
  const heap = createPairHeap();
  const offer = (a: number, b: number): void => {
    const lead = leadOf(nodes[a]!, nodes[b]!, rule);
    if (lead >= 0) heap.push(lead, a, b, nodes[a]!.age, nodes[b]!.age);
  };
  const takesPart = (node: Node): boolean => node.alive && (late || !node.late);
  for (let a = 0; a < nodes.length; a++) {
    if (!takesPart(nodes[a]!)) continue;
    for (const b of nodes[a]!.near) if (b > a && takesPart(nodes[b]!)) offer(a, b);
  }
  for (let top = heap.pop(); top; top = heap.pop()) {
    const { a, b, ageA, ageB } = top;
    if (!nodes[a]!.alive || !nodes[b]!.alive || nodes[a]!.age !== ageA || nodes[b]!.age !== ageB) continue;
    merge(nodes, a, b);
    for (const other of nodes[a]!.near)
      if (takesPart(nodes[other]!)) offer(Math.min(a, other), Math.max(a, other));
  }
}

/** How far the pair is above what is required; negative: not one person. */
function leadOf(a: Node, b: Node, rule: AgglomerationRule): number {
  if (a.norm === 0 || b.norm === 0) return -1;
  const cosine = dot(a.sum, b.sum) / (a.norm * b.norm);
  const lead = cosine - rule.required(a, b, cosine);
  if (lead < 0) return lead;
  return a.sets.some((set) => b.sets.some((other) => rule.apart(set, other))) ? -1 : lead;
}

function merge(nodes: Node[], into: number, from: number): void {
  const [a, b] = [nodes[into]!, nodes[from]!];
  for (let i = 0; i < a.sum.length; i++) a.sum[i]! += b.sum[i]!;
  a.norm = Math.sqrt(dot(a.sum, a.sum));
  a.size += b.size;
  a.units.push(...b.units);
  for (const set of b.sets) if (!a.sets.includes(set)) a.sets.push(set);
  for (const other of b.near) {
    nodes[other]!.near.delete(from);
    if (other === into) continue;
    nodes[other]!.near.add(into);
    a.near.add(other);
  }
  a.near.delete(into);
  a.age++;
  a.late &&= b.late;
  b.alive = false;
  b.units = [into];
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
