import type { Labels } from '@kith/core/evaluate';

/**
 * Labels in which a group of a single face counts as nobody's, whatever a method calls it: a person is somebody
 * seen twice. Makes `people` and `unassigned` comparable between methods.
 */
export function claimedLabels(labels: Labels): Labels {
  const sizes = new Map<number, number>();
  for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  return labels.map((label) => (label >= 0 && sizes.get(label)! > 1 ? label : -1));
}
