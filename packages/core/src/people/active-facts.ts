import type { Fact, FactId } from './fact.js';

/** The facts in force, in the order they were said: not undone, and no undo itself. An undo can be undone. */
export function activeFacts(log: readonly Fact[]): readonly Fact[] {
  const undone = new Set<FactId>();
  for (const { id, statement } of log.toReversed()) {
    if (statement.kind === 'undo' && !undone.has(id)) undone.add(statement.fact);
  }
  return log.filter(({ id, statement }) => statement.kind !== 'undo' && !undone.has(id));
}
