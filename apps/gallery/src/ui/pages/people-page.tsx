import type { PersonId } from '@kith/core/people';
import { useDeferredValue, useMemo, useState } from 'react';
import { useSearchParams } from 'wouter';
import type { PersonCard } from '../../api/outputs.js';
import { searchWords } from '../data/search-words.js';
import { useRead } from '../data/use-read.js';
import { count } from '../data/words.js';
import { Button } from '../parts/button.js';
import { Icon } from '../parts/icon.js';
import { PageTitle } from '../parts/page-title.js';
import { StateOf } from '../parts/state-of.js';
import { UnseenPhotos } from '../parts/unseen-photos.js';
import { HideStrangers } from './hide-strangers.js';
import { NobodyFaces } from './nobody-faces.js';
import { PeopleGrid } from './people-grid.js';
import { PeopleKinds, type Shown } from './people-kinds.js';
import { PeopleSelectionBar } from './people-selection-bar.js';
import { PhotosTogether } from './photos-together.js';

const empties: Record<Shown, string> = {
  people: 'Nobody here yet. People appear as soon as a scan has found them.',
  strangers: 'Nobody without a name is in so few photos.',
  hidden: 'Nobody is hidden.',
};

export function PeoplePage() {
  const query = useRead('people', {});
  return <StateOf query={query}>{(people) => <People latest={people} />}</StateOf>;
}

function People({ latest }: { readonly latest: readonly PersonCard[] }) {
  // Drawn in slices, between which the page answers.
  const people = useDeferredValue(latest);
  const [params] = useSearchParams();
  const [text, setText] = useState('');
  const [selected, setSelected] = useState<ReadonlySet<PersonId> | null>(null);
  const asked = useDeferredValue(text);
  const shown = shownBy(params.get('show'));
  const kinds = useMemo(() => apart(people), [people]);
  const search = useMemo(() => searchWords(asked, people), [asked, people]);
  const listed = asked.trim() === '' ? kinds[shown] : search.people;
  const toggle = (id: PersonId) => {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    setSelected(next);
  };
  return (
    <>
      <PageTitle
        title="People"
        note={`${count(kinds.people.length, 'person', 'people')}, ${count(kinds.people.filter((p) => p.name !== null).length, 'name')}`}
        actions={
          <>
            <label className="search">
              <Icon name="search" />
              <span className="unseen">Search people by name, or names joined by “and”</span>
              <input
                type="search"
                placeholder="Anna and Bela"
                value={text}
                onChange={(e) => setText(e.target.value)}
              />
            </label>
            <Button
              icon="select"
              className="select-button"
              aria-pressed={selected !== null}
              onClick={() => setSelected(selected === null ? new Set() : null)}
            >
              Select
            </Button>
          </>
        }
      />
      <UnseenPhotos />
      {asked.trim() === '' ? <PeopleKinds kinds={kinds} shown={shown} /> : <PhotosTogether search={search} />}
      {shown === 'strangers' && asked.trim() === '' && <HideStrangers strangers={kinds.strangers} />}
      {listed.length === 0 ? (
        <p className={shown === 'strangers' ? 'muted' : 'empty'}>
          {asked.trim() === '' ? empties[shown] : `Nobody is called “${asked.trim()}”.`}
        </p>
      ) : (
        <PeopleGrid people={listed} selected={selected} onToggle={toggle} />
      )}
      {shown === 'strangers' && asked.trim() === '' && <NobodyFaces />}
      {selected !== null && (
        <PeopleSelectionBar people={people} selected={selected} onDone={() => setSelected(null)} />
      )}
    </>
  );
}

function shownBy(word: string | null): Shown {
  return word === 'strangers' || word === 'hidden' ? word : 'people';
}

function apart(people: readonly PersonCard[]): Record<Shown, PersonCard[]> {
  return {
    people: people.filter((p) => !p.hidden && !p.stranger),
    strangers: people.filter((p) => !p.hidden && p.stranger),
    hidden: people.filter((p) => p.hidden),
  };
}
