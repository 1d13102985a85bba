import type { FaceId } from '../faces/index.js';
import type { FactId } from './fact.js';
import type { FactConflict } from './people-engine.js';

/** Faces joined and parted by facts; a set is what must-links join. Given facts from the latest to the earliest. */
export interface LinkSets {
  /** Joins two faces; false, and a conflict, when a later fact parts them. */
  join(a: FaceId, b: FaceId, fact: FactId): boolean;
  /** Parts two faces; false, and a conflict, when later facts join them. */
  part(a: FaceId, b: FaceId, fact: FactId): boolean;
  /** The set's number, −1 when no fact names the face (and none is to be made). */
  setOf(face: FaceId, make?: boolean): number;
  /** Parts every two sets with different labels. */
  partByLabel(labels: ReadonlyMap<number, string>): void;
  apart(set: number, other: number): boolean;
  /** Whether anything is parted from the set. */
  hasApart(set: number): boolean;
  /** Every face that a link names, with its set. */
  faces(): Iterable<readonly [FaceId, number]>;
}

export function createLinkSets(conflicts: FactConflict[]): LinkSets {
  const numbers = new Map<FaceId, number>();
  const parent: number[] = [];
  const parted = new Map<number, Map<number, FactId>>();
  const joined: { readonly a: number; readonly b: number; readonly fact: FactId }[] = [];
  let labels: ReadonlyMap<number, string> = new Map();
  const find = (n: number): number => {
    while (parent[n] !== n) n = parent[n] = parent[parent[n]!]!;
    return n;
  };
  const number = (face: FaceId): number => {
    const known = numbers.get(face);
    if (known !== undefined) return known;
    parent.push(parent.length);
    numbers.set(face, parent.length - 1);
    return parent.length - 1;
  };
  const partedOf = (set: number): Map<number, FactId> => {
    const known = parted.get(set) ?? new Map<number, FactId>();
    parted.set(set, known);
    return known;
  };
  const absorb = (into: number, from: number): void => {
    parent[from] = into;
    for (const [other, fact] of parted.get(from) ?? []) {
      partedOf(other).delete(from);
      partedOf(other).set(into, fact);
      partedOf(into).set(other, fact);
    }
    parted.delete(from);
  };
  return {
    join(a, b, fact) {
      const [numberA, numberB] = [number(a), number(b)];
      const [setA, setB] = [find(numberA), find(numberB)];
      const against = parted.get(setA)?.get(setB);
      if (against !== undefined) {
        conflicts.push({
          kind: 'link',
          inForce: against,
          overruled: fact,
          reason: 'said later: these are two people',
        });
        return false;
      }
      joined.push({ a: numberA, b: numberB, fact });
      if (setA !== setB) absorb(Math.min(setA, setB), Math.max(setA, setB));
      return true;
    },
    part(a, b, fact) {
      const [numberA, numberB] = [number(a), number(b)];
      const [setA, setB] = [find(numberA), find(numberB)];
      if (setA === setB) {
        const inForce = linkingFact(joined, numberA, numberB) ?? fact;
        conflicts.push({
          kind: 'link',
          inForce,
          overruled: fact,
          reason: 'said later: these are one person',
        });
        return false;
      }
      if (!partedOf(setA).has(setB)) {
        partedOf(setA).set(setB, fact);
        partedOf(setB).set(setA, fact);
      }
      return true;
    },
    setOf(face, make = false) {
      const known = numbers.get(face);
      return known === undefined ? (make ? find(number(face)) : -1) : find(known);
    },
    partByLabel(given) {
      labels = given;
    },
    apart(set, other) {
      if (parted.get(set)?.has(other)) return true;
      const [a, b] = [labels.get(set), labels.get(other)];
      return a !== undefined && b !== undefined && a !== b;
    },
    hasApart: (set) => (parted.get(set)?.size ?? 0) > 0 || labels.has(set),
    *faces() {
      for (const [face, known] of numbers) yield [face, find(known)];
    },
  };
}

/** The latest fact on the way from a to b over the facts in force (they are given latest first). */
function linkingFact(
  joined: readonly { readonly a: number; readonly b: number; readonly fact: FactId }[],
  a: number,
  b: number,
): FactId | null {
  const from = new Map<number, { readonly before: number; readonly link: number }>([
    [a, { before: -1, link: -1 }],
  ]);
  const queue = [a];
  for (let at = queue.shift(); at !== undefined && !from.has(b); at = queue.shift()) {
    for (const [link, ends] of joined.entries()) {
      const next = ends.a === at ? ends.b : ends.b === at ? ends.a : -1;
      if (next === -1 || from.has(next)) continue;
      from.set(next, { before: at, link });
      queue.push(next);
    }
  }
  let latest = Number.POSITIVE_INFINITY;
  for (let step = from.get(b); step && step.link !== -1; step = from.get(step.before)) {
    latest = Math.min(latest, step.link);
  }
  return joined[latest]?.fact ?? null;
}
