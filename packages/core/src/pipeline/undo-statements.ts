import type { Statement } from '../people/index.js';
import { undoneFacts } from './history-undone.js';

/** Undo of every fact of the action that is in force; of the latest action (undos apart) when none is named. */
export function undoStatements(
  facts: Parameters<typeof undoneFacts>[0],
  action?: string,
): readonly Statement[] {
  const undone = undoneFacts(facts);
  const inForce = facts.filter((f) => !undone.has(f.id));
  const latest = action ?? inForce.findLast((f) => f.statement.kind !== 'undo')?.action;
  if (latest === undefined) throw new Error('there is nothing to undo');
  const targets = inForce.filter((f) => f.action === latest);
  if (targets.length === 0)
    throw new Error(
      facts.some((f) => f.action === latest)
        ? `the action ${latest} is already undone`
        : `there is no action ${latest} in the history`,
    );
  return targets.map((f) => ({ kind: 'undo', fact: f.id }));
}
