import type { PersonDetail } from '../../api/outputs.js';
import { useMergeInto } from '../data/use-merge-into.js';
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
  const mergeInto = useMergeInto(person);
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
          await mergeInto(into);
          onClose();
        }}
      />
    </Dialog>
  );
}
