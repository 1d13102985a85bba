import { createHash } from 'node:crypto';

/** Items in the order of the SHA-256 of their names: mixed, and always the same. */
export function inHashOrder<T>(items: readonly T[], nameOf: (item: T) => string): T[] {
  const hashed = items.map((item) => ({
    item,
    hash: createHash('sha256').update(nameOf(item)).digest('hex'),
  }));
  return hashed.sort((a, b) => (a.hash < b.hash ? -1 : 1)).map(({ item }) => item);
}
