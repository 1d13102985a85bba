import type { FaceId } from '../faces/index.js';
import { type FactId, type PersonId, type Statement, shortId } from '../people/index.js';
import type { PeopleNow } from './history-people.js';
import { actionKind } from './library-action.js';

/** An action to put into words. */
export interface ActionToTell {
  readonly action: string;
  readonly statements: readonly Statement[];
  /** What people were called just before it. */
  readonly namesThen: ReadonlyMap<PersonId, string>;
  readonly now: PeopleNow;
  /** The sentence of the action that a fact belongs to. */
  readonly undid: (fact: FactId) => string | undefined;
}

/** One sentence for a person on what an action said. */
export function historySentence(told: ActionToTell): string {
  const { statements } = told;
  const first = statements[0];
  if (!first) return 'Did nothing';
  switch (actionKind(told.action)) {
    case 'merge':
      return `Merged people${first.kind === 'same' ? ` into ${whose(told, first.a)}` : ''}`;
    case 'split':
      return `Made ${faces(statements.filter((s) => s.kind === 'not-person').length)} a person of their own`;
    case 'assign':
      return `Said that ${faces(statements.length)} ${statements.length === 1 ? 'is' : 'are'} ${first.kind === 'same' ? whose(told, first.a) : 'somebody'}`;
    case 'import':
      return `Took over ${statements.length === 1 ? '1 statement' : `${statements.length} statements`} from elsewhere`;
    default:
      return plain(told, first);
  }
}

function plain(told: ActionToTell, first: Statement): string {
  const count = told.statements.filter(({ kind }) => kind === first.kind).length;
  switch (first.kind) {
    case 'same':
      return 'Said that two people are the same';
    case 'different':
      return 'Said that two people are different';
    case 'not-person':
      return `Said that ${faces(count)} ${count === 1 ? 'is' : 'are'} not ${who(told, first.person)}`;
    case 'name':
      return nameSentence(told, first.person, first.name);
    case 'hide':
      return `${first.hidden ? 'Hid' : 'Showed again'} ${count === 1 ? who(told, first.person) : `${count} people`}`;
    case 'cover':
      return `Chose the cover of ${who(told, first.person)}`;
    case 'born':
      return `${first.date === null ? 'Took away' : 'Set'} the birth date of ${who(told, first.person)}${first.date === null ? '' : `: ${first.date}`}`;
    case 'not-a-face':
      return `Removed ${faces(count)}`;
    case 'undo':
      return undoSentence(told.undid(first.fact) ?? 'an earlier action');
  }
}

/** An undo of an undo does it again, however long the row. */
function undoSentence(undid: string): string {
  const [, what] = /^Undid: (.*)$/.exec(undid) ?? [];
  if (what !== undefined) return `Did again: ${what}`;
  return `Undid: ${undid.replace(/^Did again: /, '')}`;
}

function nameSentence({ namesThen }: ActionToTell, person: PersonId, name: string | null): string {
  const before = namesThen.get(person);
  if (name === null) return `Took the name from ${before ?? short(person)}`;
  return before === undefined ? `Named ${short(person)} ${name}` : `Renamed ${before} to ${name}`;
}

function who({ namesThen, now }: ActionToTell, person: PersonId): string {
  return namesThen.get(person) ?? now.nameOf(person) ?? short(person);
}

function whose(told: ActionToTell, face: FaceId): string {
  const person = told.now.personOf(face);
  return person === null ? 'somebody' : who(told, person);
}

const short = (person: PersonId) => `person ${shortId(person)}`;
const faces = (count: number) => (count === 1 ? '1 face' : `${count} faces`);
