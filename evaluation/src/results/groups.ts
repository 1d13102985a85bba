/** Items by what they have in common, in the order in which each group was met first. */
export function groups<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const of = new Map<string, T[]>();
  for (const item of items) of.set(key(item), [...(of.get(key(item)) ?? []), item]);
  return of;
}
