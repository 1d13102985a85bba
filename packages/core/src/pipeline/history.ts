import type { Fact, PersonId, Statement } from '../people/index.js';
import type { PeopleNow } from './history-people.js';
import { historySentence } from './history-sentence.js';
import { undoneFacts } from './history-undone.js';
import type { HistoryEntry } from './library.js';

/** What the user did, one entry per action, oldest first. An action is undone when none of its facts is in force. */
export function historyOf(facts: readonly Fact[], now: PeopleNow): readonly HistoryEntry[] {
  const undone = undoneFacts(facts);
  const actions = new Map(facts.map((f) => [f.id, f.action]));
  const namesThen = new Map<PersonId, string>();
  const sentences = new Map<string, string>();
  return byAction(facts).map((group) => {
    const [{ action, at }] = group;
    const statements = group.map((f) => f.statement);
    const sentence = historySentence({
      action,
      statements,
      namesThen,
      now,
      undid: (fact) => sentences.get(actions.get(fact) ?? ''),
    });
    sentences.set(action, sentence);
    rememberNames(namesThen, statements);
    return { action, at, sentence, statements, undone: group.every((f) => undone.has(f.id)) };
  });
}

function byAction(facts: readonly Fact[]): readonly (readonly [Fact, ...Fact[]])[] {
  const groups = new Map<string, [Fact, ...Fact[]]>();
  for (const fact of facts) {
    const group = groups.get(fact.action);
    if (group) group.push(fact);
    else groups.set(fact.action, [fact]);
  }
  return [...groups.values()];
}

function rememberNames(names: Map<PersonId, string>, statements: readonly Statement[]): void {
  for (const s of statements) {
    if (s.kind !== 'name') continue;
    if (s.name === null) names.delete(s.person);
    else names.set(s.person, s.name);
  }
}
