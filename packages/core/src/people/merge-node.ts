import { dot } from '../vectors/index.js';
import type { Unit } from './agglomeration-rule.js';
import { APART, type Means, meanTo, noMeans, setMean } from './means.js';

/** A group while merging goes on. */
export interface MergeNode {
  units: number[];
  readonly unit: Unit;
  /** Null until it is asked for (`sumOf`). */
  sum: Float32Array | null;
  /** Length of the sum; NaN for a frozen one. */
  norm: number;
  size: number;
  /** Neighbouring nodes; those merged into others since are not alive and to be passed over. */
  readonly near: number[];
  /** Mean cosine of a face here to a face of each node: NaN until it is asked for, `APART` where it is no neighbour. */
  readonly mean: Means;
  sets: number[];
  late: boolean;
  alive: boolean;
  readonly frozen: boolean;
  /** Raised by every merge, so that old entries of the heap are known. */
  age: number;
  /** The neighbour of the highest mean cosine; −1 until it is asked for (`nearestOf`). */
  nearest: number;
}

/** The nodes of these units, neighbours both ways. */
export function mergeNodesOf(units: readonly Unit[], arrayUpTo?: number): MergeNode[] {
  const nodes: MergeNode[] = [];
  for (const unit of units) nodes.push(mergeNodeOf(unit, nodes.length, units.length, arrayUpTo));
  for (const [number, { near }] of units.entries()) for (const other of near) join(nodes, number, other);
  return nodes;
}

/** Makes neighbours of two nodes. */
function join(nodes: readonly MergeNode[], one: number, other: number): void {
  tell(nodes[one]!, one, other);
  tell(nodes[other]!, other, one);
}

/** A frozen node asks nobody, so it is told of none. */
function tell(node: MergeNode, number: number, other: number): void {
  if (number === other || node.frozen || meanTo(node.mean, other) !== APART) return;
  node.near.push(other);
  setMean(node.mean, other, Number.NaN);
}

function mergeNodeOf(unit: Unit, number: number, count: number, arrayUpTo?: number): MergeNode {
  const sum = unit.frozen ? null : unit.sum();
  return {
    units: [number],
    unit,
    sum,
    norm: sum ? Math.sqrt(dot(sum, sum)) : Number.NaN,
    size: unit.size,
    near: [],
    mean: noMeans(unit.frozen ? 0 : count, arrayUpTo),
    sets: [...unit.sets],
    late: unit.late,
    alive: true,
    frozen: unit.frozen,
    age: 0,
    nearest: -1,
  };
}

/** Mean cosine over all pairs of a face of one and a face of the other: sum · sum / (size · size). `a` is not frozen. */
export function meanCosine(nodes: readonly MergeNode[], a: number, b: number): number {
  const [x, y] = [nodes[a]!, nodes[b]!];
  const known = meanTo(x.mean, b);
  if (known !== APART && !Number.isNaN(known)) return known;
  const mean = dot(sumOf(x), sumOf(y)) / (x.size * y.size);
  if (known !== APART) {
    setMean(x.mean, b, mean);
    if (!y.frozen) setMean(y.mean, a, mean);
  }
  return mean;
}

/** The highest mean cosine of `a` to any group but `b`; −1 without another. */
export function runnerUp(nodes: readonly MergeNode[], a: number, b: number): number {
  let best = -1;
  for (const other of nodes[a]!.near) {
    if (other === b || !nodes[other]!.alive) continue;
    const mean = meanCosine(nodes, a, other);
    if (mean > best) best = mean;
  }
  return best;
}

/** The neighbour of the highest mean cosine; −1 without any. */
export function nearestOf(nodes: readonly MergeNode[], number: number): number {
  const node = nodes[number]!;
  if (node.nearest !== -1) return node.nearest;
  let best = Number.NEGATIVE_INFINITY;
  for (const other of node.near) {
    if (!nodes[other]!.alive) continue;
    const mean = meanCosine(nodes, number, other);
    if (mean <= best) continue;
    best = mean;
    node.nearest = other;
  }
  return node.nearest;
}

/** `from` becomes part of `into`. Means follow by weight where both are known (Lance and Williams). */
export function mergeNodes(nodes: readonly MergeNode[], into: number, from: number): void {
  const [a, b] = [nodes[into]!, nodes[from]!];
  b.alive = false;
  for (const other of b.near) if (other !== into && nodes[other]!.alive) join(nodes, into, other);
  const [shareA, shareB] = [a.size / (a.size + b.size), b.size / (a.size + b.size)];
  for (const other of a.near) {
    const node = nodes[other]!;
    if (!node.alive) continue;
    const meanB = meanTo(b.mean, other);
    const mean = meanB === APART ? Number.NaN : shareA * meanTo(a.mean, other) + shareB * meanB;
    setMean(a.mean, other, mean);
    if (node.frozen) continue;
    setMean(node.mean, into, mean);
    // A mean of two that are no nearer is no nearer.
    if (node.nearest === into || node.nearest === from) node.nearest = -1;
  }
  a.nearest = -1;
  a.sum = addedUp(sumOf(a), sumOf(b));
  a.norm = Math.sqrt(dot(a.sum, a.sum));
  a.size += b.size;
  a.units.push(...b.units);
  for (const set of b.sets) if (!a.sets.includes(set)) a.sets.push(set);
  a.late &&= b.late;
  a.age++;
  b.units = [into];
}

function sumOf(node: MergeNode): Float32Array {
  node.sum ??= node.unit.sum();
  return node.sum;
}

function addedUp(a: Float32Array, b: Float32Array): Float32Array {
  const sum = a.slice();
  for (let i = 0; i < sum.length; i++) sum[i]! += b[i]!;
  return sum;
}
