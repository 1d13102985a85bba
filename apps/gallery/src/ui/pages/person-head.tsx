import type { PersonCard, PersonDetail } from '../../api/outputs.js';
import { useCorrect } from '../data/use-correct.js';
import { useMergeInto } from '../data/use-merge-into.js';
import { called, count } from '../data/words.js';
import { Button } from '../parts/button.js';
import { FacePicture } from '../parts/face-picture.js';
import { PageTitle } from '../parts/page-title.js';
import { PersonPicker } from '../parts/person-picker.js';
import { BirthDate } from './birth-date.js';

/** What is being asked for: a name, whom to merge with, nothing. */
export type Asking = 'name' | 'merge' | null;

export interface PersonHeadProps {
  readonly person: PersonDetail;
  readonly asking: Asking;
  readonly onAsk: (what: Asking) => void;
}

/** Who it is: cover, name, birth date, and what can be done with the person as a whole. */
export function PersonHead({ person, asking, onAsk }: PersonHeadProps) {
  const correct = useCorrect();
  const mergeInto = useMergeInto(person);
  const name = called(person.name);
  const hide = () =>
    correct(
      'hide',
      { people: [person.id], hidden: !person.hidden },
      person.hidden ? `${name} is shown again` : `${name} is hidden`,
    );
  const beOne = (into: PersonCard) => {
    onAsk(null);
    void mergeInto(into);
  };
  const rename = (said: string | null) => {
    onAsk(null);
    void correct(
      'name',
      { person: person.id, name: said },
      said === null ? 'The name is gone' : `This is ${said}`,
    );
  };
  return (
    <div className="person-head">
      <FacePicture face={person.cover} side={148} shape="arch" />
      <PageTitle
        title={name}
        back={{ to: '/', label: 'People' }}
        note={
          <span className="facts">
            <span>{count(person.photos, 'photo')}</span>
            <BirthDate person={person} />
            {person.hidden && <span className="chip">Hidden</span>}
          </span>
        }
      >
        {name}
      </PageTitle>
      {asking !== 'name' && (
        <div className="person-actions">
          <Button
            icon="pencil"
            look={person.name === null ? 'strong' : 'plain'}
            onClick={() => onAsk('name')}
          >
            {person.name === null ? 'Name' : 'Rename'}
          </Button>
          <Button icon="merge" onClick={() => onAsk('merge')}>
            Merge into …
          </Button>
          <Button icon="hide" onClick={hide}>
            {person.hidden ? 'Show again' : 'Hide'}
          </Button>
        </div>
      )}
      {asking === 'name' && (
        <div className="name-row">
          <PersonPicker
            label="Name"
            start={person.name ?? ''}
            without={[person.id]}
            autoFocus
            onPerson={beOne}
            onName={rename}
            onCancel={() => onAsk(null)}
          />
          {person.name !== null && (
            <Button look="quiet" onClick={() => rename(null)}>
              Remove the name
            </Button>
          )}
          <Button look="quiet" onClick={() => onAsk(null)}>
            Cancel
          </Button>
        </div>
      )}
    </div>
  );
}
