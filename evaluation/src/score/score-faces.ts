import {
  type GroupDistances,
  groupDistances,
  groupSums,
  type Labels,
  type PartitionScores,
  type PersonSums,
  samePhotoConflicts,
  scorePartition,
  widthViolations,
} from '@kith/core/evaluate';
import type { FaceSet } from '../faces/face-set.js';
import { claimedLabels } from './claimed-labels.js';

/** All that labels can be held to, in one piece. */
export interface FaceScores extends PartitionScores {
  /** Groups of two faces and more, bystanders included. */
  readonly people: number;
  readonly samePhotoConflicts: number;
  readonly widthViolations: { readonly faces: number; readonly groups: number };
  readonly distances: GroupDistances;
}

/** Cosine to its group's centre that a face of a person may not fall below, unless the pack states another. */
export const defaultWidth = 0.4;

/**
 * Scores one label per face of the set. Labelled faces and labelled photos without a face enter the partition
 * figures; every face enters the others.
 */
export function scoreFaces(
  set: FaceSet,
  given: Labels,
  width = defaultWidth,
): { readonly scores: FaceScores; readonly sums: PersonSums } {
  const { scores, sums } = scoreLabelled(set, given);
  const labels = claimedLabels(given);
  const groups = groupSums(set.vectors, set.dimension, labels);
  return {
    sums,
    scores: {
      ...scores,
      people: groups.groups,
      samePhotoConflicts: samePhotoConflicts(numbers(set.faces.map((f) => f.photo)), labels),
      widthViolations: widthViolations(set.vectors, groups, width),
      distances: groupDistances(groups),
    },
  };
}

/** The partition figures alone, without the distances between all groups. */
export function scoreLabelled(
  set: FaceSet,
  given: Labels,
): { readonly scores: PartitionScores; readonly sums: PersonSums } {
  if (given.length !== set.faces.length) {
    throw new Error(`${set.protocol}: expected ${set.faces.length} labels; got ${given.length}.`);
  }
  const { truth, found } = labelledOnly(set, claimedLabels(given));
  return scorePartition(truth, found);
}

function labelledOnly(set: FaceSet, labels: Labels): { truth: Labels; found: Labels } {
  const at = [...set.faces.keys()].filter((i) => set.faces[i]!.person !== null);
  const people = [...at.map((i) => set.faces[i]!.person!), ...set.missing.map((m) => m.person)];
  const found = [...at.map((i) => labels[i]!), ...set.missing.map(() => -1)];
  return { truth: numbers(people), found: Int32Array.from(found) };
}

function numbers(names: readonly string[]): Int32Array {
  const seen = new Map<string, number>();
  return Int32Array.from(names, (name) => {
    const known = seen.get(name) ?? seen.size;
    seen.set(name, known);
    return known;
  });
}
