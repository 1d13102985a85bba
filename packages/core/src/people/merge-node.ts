import { dot } from '../vectors/index.js';
import type { Unit } from './agglomeration-rule.js';

/** A group while merging goes on. */
export interface MergeNode {
  units: number[];
  readonly unit: Unit;
  /** Null until it is asked for (`sumOf`). */
  sum: Float32Array | null;
  /** Length of the sum; not measured for a frozen one. */
  norm: number;
  size: number;
  /** Neighbouring nodes and the mean cosine of a face here to a face there; NaN until it is asked for. */
  readonly near: Map<number, number>;
  sets: number[];
  late: boolean;
  alive: boolean;
  readonly frozen: boolean;
  /** Raised by every merge, so that old entries of the heap are known. */
  age: number;
  /** The neighbour of the highest mean cosine; −1 until it is asked for (`nearestOf`). */
  nearest: number;
}

export function mergeNodeOf(unit: Unit): MergeNode {
  const sum = unit.frozen ? null : unit.sum();
  return {
    units: [],
    unit,
    sum,
    norm: sum ? Math.sqrt(dot(sum, sum)) : 0,
    size: unit.size,
    near: new Map(unit.near.map((other) => [other, Number.NaN] as const)),
    sets: [...unit.sets],
    late: unit.late,
    alive: true,
    frozen: unit.frozen,
    age: 0,
    nearest: -1,
  };
}

/** Mean cosine over all pairs of a face of one and a face of the other: sum · sum / (size · size). */
export function meanCosine(nodes: readonly MergeNode[], a: number, b: number): number {
  const known = nodes[a]!.near.get(b);
  if (known !== undefined && !Number.isNaN(known)) return known;
  const [x, y] = [nodes[a]!, nodes[b]!];
  const mean = dot(sumOf(x), sumOf(y)) / (x.size * y.size);
  if (known !== undefined) {
    x.near.set(b, mean);
    y.near.set(a, mean);
  }
  return mean;
}

/** The highest mean cosine of `a` to any group but `b`; −1 without another. */
export function runnerUp(nodes: readonly MergeNode[], a: number, b: number): number {
  let best = -1;
  for (const other of nodes[a]!.near.keys()) {
    if (other !== b) best = Math.max(best, meanCosine(nodes, a, other));
  }
  return best;
}

/** The neighbour of the highest mean cosine; −1 without any. */
export function nearestOf(nodes: readonly MergeNode[], number: number): number {
  const node = nodes[number]!;
  if (node.nearest !== -1) return node.nearest;
  for (const other of node.near.keys()) {
    if (node.nearest === -1 || meanCosine(nodes, number, other) > meanCosine(nodes, number, node.nearest)) {
      node.nearest = other;
    }
  }
  return node.nearest;
}

/** `from` becomes part of `into`. Means follow by weight where both are known (Lance and Williams). */
export function mergeNodes(nodes: readonly MergeNode[], into: number, from: number): void {
  const [a, b] = [nodes[into]!, nodes[from]!];
  const [shareA, shareB] = [a.size / (a.size + b.size), b.size / (a.size + b.size)];
  a.near.delete(from);
  b.near.delete(into);
  for (const other of a.near.keys()) if (!b.near.has(other)) a.near.set(other, Number.NaN);
  for (const [other, meanB] of b.near) {
    a.near.set(other, shareA * (a.near.get(other) ?? Number.NaN) + shareB * meanB);
    nodes[other]!.near.delete(from);
  }
  for (const [other, mean] of a.near) {
    const node = nodes[other]!;
    node.near.set(into, mean);
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
  b.alive = false;
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
