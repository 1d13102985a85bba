import type { PersonId } from '@kith/core/people';
import { useState } from 'react';
import { Link } from 'wouter';
import type { PersonCard } from '../../api/outputs.js';
import { mergedWords, namesLost } from '../data/merge-words.js';
import { useCorrect } from '../data/use-correct.js';
import { count } from '../data/words.js';
import { Button } from '../parts/button.js';
import { Dialog } from '../parts/dialog.js';

export interface PeopleSelectionBarProps {
  readonly people: readonly PersonCard[];
  readonly selected: ReadonlySet<PersonId>;
  readonly onDone: () => void;
}

/** What can be done with several people: one person, their photos together, hide. */
export function PeopleSelectionBar({ people, selected, onDone }: PeopleSelectionBarProps) {
  const correct = useCorrect();
  const [asking, setAsking] = useState(false);
  const chosen = people.filter((p) => selected.has(p.id));
  const [first, ...rest] = chosen;
  const hidden = chosen.length > 0 && chosen.every((p) => p.hidden);
  const merge = async (into: PersonCard) => {
    setAsking(false);
    const others = chosen.filter((p) => p !== into);
    await correct('merge', { into: into.id, others: others.map((p) => p.id) }, mergedWords(into, others));
    onDone();
  };
  const hide = async () => {
    const said = `${count(chosen.length, 'person', 'people')} ${hidden ? 'shown again' : 'hidden'}`;
    await correct('hide', { people: chosen.map((p) => p.id), hidden: !hidden }, said);
    onDone();
  };
  return (
    <div className="selection" role="toolbar" aria-label="Selected people">
      <span>{count(chosen.length, 'person', 'people')} selected</span>
      <Button
        icon="merge"
        look="strong"
        disabled={rest.length === 0}
        onClick={() => first && (namesLost(first, rest).length > 0 ? setAsking(true) : merge(first))}
      >
        Same person
      </Button>
      <Link
        href={`/photos?with=${chosen.map((p) => p.id).join(',')}`}
        className="button button-plain"
        aria-disabled={chosen.length === 0}
      >
        Photos together
      </Link>
      <Button icon="hide" disabled={chosen.length === 0} onClick={hide}>
        {hidden ? 'Show again' : 'Hide'}
      </Button>
      <Button look="quiet" onClick={onDone}>
        Done
      </Button>
      {asking && <WhichName people={chosen} onClose={() => setAsking(false)} onChoose={merge} />}
    </div>
  );
}

interface WhichNameProps {
  readonly people: readonly PersonCard[];
  readonly onClose: () => void;
  readonly onChoose: (into: PersonCard) => Promise<void>;
}

/** Before people of different names become one: whose name stays. */
function WhichName({ people, onClose, onChoose }: WhichNameProps) {
  const named = people.filter((p, i) => p.name !== null && people.findIndex((q) => q.name === p.name) === i);
  return (
    <Dialog title="Which name stays?" onClose={onClose}>
      <p>They will be one person, with one name. You can undo it.</p>
      <div className="buttons">
        {named.map((person) => (
          <Button key={person.id} onClick={() => onChoose(person)}>
            {person.name}
          </Button>
        ))}
      </div>
    </Dialog>
  );
}
