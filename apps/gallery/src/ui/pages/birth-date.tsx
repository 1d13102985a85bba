import { useState } from 'react';
import type { PersonDetail } from '../../api/outputs.js';
import { useCorrect } from '../data/use-correct.js';
import { dateOf } from '../data/words.js';

/** When a person was born, to be given, changed and taken away. */
export function BirthDate({ person }: { readonly person: PersonDetail }) {
  const correct = useCorrect();
  const [asking, setAsking] = useState(false);
  const keep = ({ value, validity }: HTMLInputElement) => {
    setAsking(false);
    const date = value === '' ? null : value;
    // Half a date, or one to come, takes nothing away.
    if (!validity.valid || date === person.born) return;
    void correct(
      'born',
      { person: person.id, date },
      date === null ? 'Birth date removed' : 'Birth date kept',
    );
  };
  if (!asking) {
    return (
      <button type="button" className="birth" onClick={() => setAsking(true)}>
        {person.born === null ? 'Add birth date' : `Born ${dateOf(Date.parse(person.born))}`}
      </button>
    );
  }
  return (
    <label className="birth-field">
      <span>Born</span>
      <input
        type="date"
        className="field"
        // biome-ignore lint/a11y/noAutofocus: opened by its button
        autoFocus
        defaultValue={person.born ?? ''}
        max={new Date().toISOString().slice(0, 10)}
        onKeyDown={(e) => e.key === 'Enter' && e.currentTarget.blur()}
        onBlur={(e) => keep(e.target)}
      />
    </label>
  );
}
