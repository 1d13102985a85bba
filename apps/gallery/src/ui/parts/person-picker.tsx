import type { PersonId } from '@kith/core/people';
import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import type { PersonCard } from '../../api/outputs.js';
import { fold } from '../data/search-words.js';
import { useRead } from '../data/use-read.js';
import { called, count } from '../data/words.js';
import { FacePicture } from './face-picture.js';

export interface PersonPickerProps {
  readonly label: string;
  readonly start?: string;
  /** Left out of the list. */
  readonly without?: readonly PersonId[];
  /** Also offers people without a name. */
  readonly unnamed?: boolean;
  readonly autoFocus?: boolean;
  readonly onPerson: (person: PersonCard) => void;
  /** Offers to use what was typed as a new name. */
  readonly onName?: (name: string) => void;
  readonly onCancel?: () => void;
}

const shown = 8;

/** A text field that completes names: the combobox pattern of the ARIA Authoring Practices. */
export function PersonPicker(props: PersonPickerProps) {
  const { label, start = '', autoFocus = false, onName, onPerson, onCancel } = props;
  const [text, setText] = useState(start);
  const [at, setAt] = useState(-1);
  const [open, setOpen] = useState(false);
  const id = useId();
  const found = useMatches(text, props);
  const exact = found.some((p) => p.name !== null && fold(p.name) === fold(text.trim()));
  const offersName = onName !== undefined && text.trim() !== '' && !exact;
  const size = found.length + (offersName ? 1 : 0);

  function choose(index: number): void {
    const person = found[index];
    if (person !== undefined) onPerson(person);
    else if (offersName) onName(text.trim());
    setOpen(false);
  }

  function onKeyDown(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const by = event.key === 'ArrowDown' ? 1 : -1;
      setAt((current) => (size === 0 ? -1 : (current + by + size) % size));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (at >= 0) choose(at);
      else if (exact) choose(found.findIndex((p) => p.name !== null && fold(p.name) === fold(text.trim())));
      else if (offersName) choose(found.length);
      else if (found.length === 1) choose(0);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (open && onCancel === undefined) setOpen(false);
      else onCancel?.();
    }
  }

  return (
    <div className="picker">
      <input
        className="field"
        role="combobox"
        aria-label={label}
        aria-expanded={open && size > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
        placeholder={label}
        value={text}
        // biome-ignore lint/a11y/noAutofocus: shown because its button was just pressed
        autoFocus={autoFocus}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        onChange={(e) => {
          setText(e.target.value);
          setAt(-1);
          setOpen(true);
        }}
        onFocus={(e) => {
          e.currentTarget.select();
          setOpen(true);
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      {open && size > 0 && (
        <div id={`${id}-list`} role="listbox" aria-label={label} className="picker-list">
          {found.map((person, i) => (
            <div
              key={person.id}
              id={`${id}-${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === at}
              className="picker-option"
              onPointerDown={(e) => e.preventDefault()}
              onClick={() => choose(i)}
              onKeyDown={() => {}}
            >
              <FacePicture face={person.cover} side={32} />
              <span>{called(person.name)}</span>
              <span className="muted">{count(person.photos, 'photo')}</span>
            </div>
          ))}
          {offersName && (
            <div
              id={`${id}-${found.length}`}
              role="option"
              tabIndex={-1}
              aria-selected={at === found.length}
              className="picker-option"
              onPointerDown={(e) => e.preventDefault()}
              onClick={() => choose(found.length)}
              onKeyDown={() => {}}
            >
              New name: <strong>{text.trim()}</strong>
            </div>
          )}
        </div>
      )}
    </div>
  );
}

function useMatches(text: string, props: PersonPickerProps): readonly PersonCard[] {
  const { data: people } = useRead('people', {});
  const { without = [], unnamed = false } = props;
  return useMemo(() => {
    const wanted = fold(text.trim());
    const open = (people ?? []).filter((p) => !without.includes(p.id) && (unnamed || p.name !== null));
    if (wanted === '') return open.slice(0, shown);
    const starts = open.filter((p) => fold(p.name ?? '').startsWith(wanted));
    const holds = open.filter((p) => !starts.includes(p) && fold(p.name ?? '').includes(wanted));
    return [...starts, ...holds].slice(0, shown);
  }, [people, text, without, unnamed]);
}
