import { useLocation } from 'wouter';
import type { PersonDetail } from '../../api/outputs.js';
import { mergedWords } from '../data/merge-words.js';
import { useCorrect } from '../data/use-correct.js';
import { Dialog } from '../parts/dialog.js';
import { PersonPicker } from '../parts/person-picker.js';

/** Whom a person really is; says before it is done whose name stays. */
export function MergeDialog({
  person,
  onClose,
}: {
  readonly person: PersonDetail;
  readonly onClose: () => void;
}) {
  const correct = useCorrect();
  const [, go] = useLocation();
  return (
    <Dialog title={`Who is ${person.name === null ? 'this' : `${person.name} really`}?`} onClose={onClose}>
      <p>
        All photos of both will be one person’s.
        {person.name !== null && ` Where the other has a name too, that one stays and ${person.name} goes.`}{' '}
        You can undo it.
      </p>
      <PersonPicker
        label="Merge into"
        without={[person.id]}
        unnamed
        autoFocus
        onPerson={async (into) => {
          const done = await correct(
            'merge',
            { into: into.id, others: [person.id] },
            mergedWords(into, [person]),
          );
          onClose();
          if (done !== null) go(`/person/${into.id}`);
        }}
      />
    </Dialog>
  );
}
