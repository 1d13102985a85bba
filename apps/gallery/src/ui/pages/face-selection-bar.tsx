import type { FaceId } from '@kith/core/faces';
import { useState } from 'react';
import type { PersonDetail } from '../../api/outputs.js';
import { useCorrect } from '../data/use-correct.js';
import { called, count } from '../data/words.js';
import { Button } from '../parts/button.js';
import { Dialog } from '../parts/dialog.js';
import { PersonPicker } from '../parts/person-picker.js';
import { WhyDialog } from '../parts/why-dialog.js';

export interface FaceSelectionBarProps {
  readonly person: PersonDetail;
  readonly selected: ReadonlySet<FaceId>;
  readonly onDone: () => void;
}

/** What can be said of the faces selected on a person's page. */
export function FaceSelectionBar({ person, selected, onDone }: FaceSelectionBarProps) {
  const correct = useCorrect();
  const [asking, setAsking] = useState<'move' | 'why' | null>(null);
  const faces = [...selected];
  const [first] = faces;
  const name = called(person.name);
  const said = count(faces.length, 'face');
  const run = (made: Promise<unknown>) => {
    void made;
    onDone();
  };
  const none = faces.length === 0;
  return (
    <div className="selection" role="toolbar" aria-label="Selected faces">
      <span>{said} selected</span>
      <Button
        look="strong"
        icon="close"
        disabled={none}
        onClick={() => run(correct('notThisPerson', { faces, person: person.id }, `${said}: not ${name}`))}
      >
        {person.name === null ? 'Not this person' : `Not ${name}`}
      </Button>
      <Button icon="people" disabled={none} onClick={() => setAsking('move')}>
        Someone else …
      </Button>
      <Button
        icon="split"
        disabled={none || faces.length >= person.faces}
        onClick={() => run(correct('split', { person: person.id, faces }, `${said} split off`))}
      >
        Own person
      </Button>
      {first !== undefined && faces.length === 1 && (
        <>
          <Button onClick={() => run(correct('cover', { person: person.id, face: first }, 'New cover'))}>
            Use as cover
          </Button>
          <Button icon="review" onClick={() => setAsking('why')}>
            Why here?
          </Button>
        </>
      )}
      <Button
        disabled={none}
        onClick={() => run(correct('notAFace', { faces }, `${said} removed: not a face`))}
      >
        Not a face
      </Button>
      <Button look="quiet" onClick={onDone}>
        Done
      </Button>
      {asking === 'move' && (
        <Dialog title="Who is it?" onClose={() => setAsking(null)}>
          <PersonPicker
            label="Person"
            without={[person.id]}
            unnamed
            autoFocus
            onPerson={(to) => run(correct('assign', { faces, to: to.id }, `${said}: ${called(to.name)}`))}
          />
        </Dialog>
      )}
      {asking === 'why' && first !== undefined && <WhyDialog face={first} onClose={() => setAsking(null)} />}
    </div>
  );
}
