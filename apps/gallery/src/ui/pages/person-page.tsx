import type { FaceId } from '@kith/core/faces';
import type { PersonId } from '@kith/core/people';
import { useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import type { PersonDetail } from '../../api/outputs.js';
import { useCorrect } from '../data/use-correct.js';
import { useRead } from '../data/use-read.js';
import { called, count, dateOf } from '../data/words.js';
import { Button } from '../parts/button.js';
import { Dialog } from '../parts/dialog.js';
import { FacePicture } from '../parts/face-picture.js';
import { PageTitle } from '../parts/page-title.js';
import { PersonPicker } from '../parts/person-picker.js';
import { StateOf } from '../parts/state-of.js';
import { FaceSelectionBar } from './face-selection-bar.js';
import { FacesByTime } from './faces-by-time.js';
import { PersonGroups } from './person-groups.js';

export function PersonPage({ id }: { readonly id: PersonId }) {
  const query = useRead('person', { person: id });
  return (
    <StateOf query={query}>
      {(person) =>
        person === null ? (
          <p className="empty">This person is part of another one now, or has no face left.</p>
        ) : (
          <Person key={person.id} person={person} />
        )
      }
    </StateOf>
  );
}

type Asking = 'name' | 'merge' | null;

function Person({ person }: { readonly person: PersonDetail }) {
  const [params, setParams] = useSearchParams();
  const [asking, setAsking] = useState<Asking>(null);
  const [selected, setSelected] = useState<ReadonlySet<FaceId> | null>(null);
  const groups = params.get('view') === 'groups';
  const toggle = (face: FaceId) => {
    const next = new Set(selected);
    if (!next.delete(face)) next.add(face);
    setSelected(next);
  };
  return (
    <>
      <PersonHead person={person} asking={asking} onAsk={setAsking} />
      <div className="tabs" role="toolbar" aria-label="View">
        <button type="button" className="tab" aria-pressed={!groups} onClick={() => setParams({})}>
          By time <span className="muted">{person.faces.toLocaleString()}</span>
        </button>
        {person.groups.length > 1 && (
          <button
            type="button"
            className="tab"
            aria-pressed={groups}
            onClick={() => setParams({ view: 'groups' })}
          >
            Groups <span className="muted">{person.groups.length}</span>
          </button>
        )}
        <span className="tabs-end">
          <Button
            icon="select"
            aria-pressed={selected !== null}
            onClick={() => setSelected(selected === null ? new Set() : null)}
          >
            Select
          </Button>
        </span>
      </div>
      {groups ? (
        <PersonGroups person={person} />
      ) : (
        <FacesByTime person={person.id} selected={selected} onToggle={toggle} />
      )}
      {selected !== null && (
        <FaceSelectionBar person={person} selected={selected} onDone={() => setSelected(null)} />
      )}
      {asking === 'merge' && <MergeDialog person={person} onClose={() => setAsking(null)} />}
    </>
  );
}

interface HeadProps {
  readonly person: PersonDetail;
  readonly asking: Asking;
  readonly onAsk: (what: Asking) => void;
}

function PersonHead({ person, asking, onAsk }: HeadProps) {
  const correct = useCorrect();
  const [, go] = useLocation();
  const name = called(person.name);
  const hide = () =>
    correct(
      'hide',
      { people: [person.id], hidden: !person.hidden },
      person.hidden ? `${name} is shown again` : `${name} is hidden`,
    );
  const mergeInto = async (into: PersonId, intoName: string | null) => {
    onAsk(null);
    const done = await correct('merge', { into, others: [person.id] }, `Merged into ${called(intoName)}`);
    if (done !== null) go(`/person/${into}`);
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
            onPerson={(p) => void mergeInto(p.id, p.name)}
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

function BirthDate({ person }: { readonly person: PersonDetail }) {
  const correct = useCorrect();
  const [asking, setAsking] = useState(false);
  const keep = (date: string | null) => {
    setAsking(false);
    if (date === person.born) return;
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
        onBlur={(e) => keep(e.target.validity.valid && e.target.value !== '' ? e.target.value : null)}
      />
    </label>
  );
}

function MergeDialog({ person, onClose }: { readonly person: PersonDetail; readonly onClose: () => void }) {
  const correct = useCorrect();
  const [, go] = useLocation();
  return (
    <Dialog title={`Who is ${person.name === null ? 'this' : `${person.name} really`}?`} onClose={onClose}>
      <p>All photos of both will be one person’s. You can undo it.</p>
      <PersonPicker
        label="Merge into"
        without={[person.id]}
        unnamed
        autoFocus
        onPerson={async (into) => {
          const done = await correct(
            'merge',
            { into: into.id, others: [person.id] },
            `Merged into ${called(into.name)}`,
          );
          onClose();
          if (done !== null) go(`/person/${into.id}`);
        }}
      />
    </Dialog>
  );
}
