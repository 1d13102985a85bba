import type { Fact, FactId } from '../people/index.js';

/** The facts that are not in force because a later `undo` that is itself in force names them. Cost: O(facts). */
export function undoneFacts(facts: readonly Fact[]): ReadonlySet<FactId> {
  const undone = new Set<FactId>();
  for (const { id, statement } of facts.toReversed())
    if (statement.kind === 'undo' && !undone.has(id)) undone.add(statement.fact);
  return undone;
}
