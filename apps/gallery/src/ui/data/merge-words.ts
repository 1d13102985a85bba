import { called } from './words.js';

interface Named {
  readonly name: string | null;
}

/** The names that give way when these people become one, each once: those that differ from the one that stays. */
export function namesLost(into: Named, others: readonly Named[]): readonly string[] {
  if (into.name === null) return [];
  const names = others.flatMap(({ name }) => (name === null || name === into.name ? [] : [name]));
  return [...new Set(names)];
}

/** What a merge is said to have done. */
export function mergedWords(into: Named, others: readonly Named[]): string {
  const name = into.name ?? others.find((o) => o.name !== null)?.name ?? null;
  const lost = namesLost(into, others);
  const dropped = lost.length === 0 ? '' : `; not called ${lost.join(' or ')} any more`;
  return `Merged into ${called(name)}${dropped}`;
}
