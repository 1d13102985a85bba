import type { FaceId } from '@kith/core/faces';
import type { PersonId } from '@kith/core/people';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import type { PersonDetail } from '../../api/outputs.js';
import { useRead } from '../data/use-read.js';
import { Button } from '../parts/button.js';
import { StateOf } from '../parts/state-of.js';
import { FaceSelectionBar } from './face-selection-bar.js';
import { FacesByTime } from './faces-by-time.js';
import { MergeDialog } from './merge-dialog.js';
import { PersonGroups } from './person-groups.js';
import { type Asking, PersonHead } from './person-head.js';

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
