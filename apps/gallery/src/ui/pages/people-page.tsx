import type { PersonId } from '@kith/core/people';
import { useDeferredValue, useMemo, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import type { PersonCard } from '../../api/outputs.js';
import { searchWords } from '../data/search-words.js';
import { useCorrect } from '../data/use-correct.js';
import { useRead } from '../data/use-read.js';
import { called, count } from '../data/words.js';
import { Button } from '../parts/button.js';
import { Icon } from '../parts/icon.js';
import { PageTitle } from '../parts/page-title.js';
import { StateOf } from '../parts/state-of.js';
import { UnseenPhotos } from '../parts/unseen-photos.js';
import { NobodyFaces } from './nobody-faces.js';
import { PeopleGrid } from './people-grid.js';
import { PeopleSelectionBar } from './people-selection-bar.js';

type Shown = 'people' | 'strangers' | 'hidden';

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
      {asked.trim() === '' ? <Kinds kinds={kinds} shown={shown} /> : <Together search={search} />}
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

function Kinds({
  kinds,
  shown,
}: {
  readonly kinds: Record<Shown, readonly PersonCard[]>;
  readonly shown: Shown;
}) {
  const all: [Shown, string, string][] = [
    ['people', '/', 'Everyone'],
    ['strangers', '/?show=strangers', 'Strangers'],
    ['hidden', '/?show=hidden', 'Hidden'],
  ];
  return (
    <nav className="tabs" aria-label="Which people">
      {all.map(([kind, to, label]) => (
        <Link key={kind} href={to} className="tab" aria-current={kind === shown ? 'page' : undefined}>
          {label} <span className="muted">{kinds[kind].length.toLocaleString()}</span>
        </Link>
      ))}
    </nav>
  );
}

function Together({ search }: { readonly search: ReturnType<typeof searchWords> }) {
  if (search.together === null) return <div className="tabs" />;
  const { people, only } = search.together;
  const names = people.map((p) => called(p.name)).join(' and ');
  const ids = people.map((p) => p.id).join(',');
  return (
    <div className="tabs">
      <Link href={`/photos?with=${ids}${only ? '&only=1' : ''}`} className="tab tab-strong">
        {only
          ? `Photos of ${names} and nobody else`
          : `Photos of ${names}${people.length > 1 ? ' together' : ''}`}
        <Icon name="next" />
      </Link>
    </div>
  );
}

function HideStrangers({ strangers }: { readonly strangers: readonly PersonCard[] }) {
  const correct = useCorrect();
  if (strangers.length === 0) return null;
  const said = `${count(strangers.length, 'stranger')} hidden`;
  return (
    <p className="strip">
      <span>People without a name who are in very few photos.</span>
      <Button
        icon="hide"
        onClick={() => correct('hide', { people: strangers.map((p) => p.id), hidden: true }, said)}
      >
        {`Hide all ${strangers.length.toLocaleString()}`}
      </Button>
    </p>
  );
}
