import type { PersonId } from '@kith/core/people';
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { useRead } from '../data/use-read.js';
import { called, count, dateOf } from '../data/words.js';
import { Button } from '../parts/button.js';
import { PageTitle } from '../parts/page-title.js';
import { PersonPicker } from '../parts/person-picker.js';
import { PhotoPicture } from '../parts/photo-picture.js';
import { StateOf } from '../parts/state-of.js';

const page = 60;

/** Photos that all the chosen people are in; with "nobody else" only those. */
export function PhotosPage() {
  const [params, setParams] = useSearchParams();
  const [limit, setLimit] = useState(page);
  const all = (params.get('with') ?? '').split(',').filter((id) => id !== '') as PersonId[];
  const only = params.get('only') === '1';
  const { data: people } = useRead('people', {});
  const query = useRead('photos', { all, only, limit }, { keep: true });
  const set = (ids: readonly PersonId[], alone: boolean) =>
    setParams({ with: ids.join(','), ...(alone && { only: '1' }) }, { replace: true });
  const names = all.map((id) => called(people?.find((p) => p.id === id)?.name ?? null));
  return (
    <>
      <PageTitle
        title={names.length === 0 ? 'Photos' : `${names.join(' and ')}${only ? ', nobody else' : ''}`}
        back={{ to: '/', label: 'People' }}
        note={query.data && count(query.data.total, 'photo')}
      />
      <div className="filter">
        {all.map((id, i) => (
          <Button
            key={id}
            icon="close"
            onClick={() =>
              set(
                all.filter((other) => other !== id),
                only,
              )
            }
          >
            {names[i]}
          </Button>
        ))}
        <PersonPicker
          key={all.length}
          label="Add a person"
          without={all}
          onPerson={(p) => set([...all, p.id], only)}
        />
        <label className="check">
          <input type="checkbox" checked={only} onChange={(e) => set(all, e.target.checked)} />
          Nobody else
        </label>
      </div>
      <StateOf query={query}>
        {({ items, total }) => (
          <>
            <ul className="photo-wall">
              {items.map((p) => (
                <li
                  key={p.photo}
                  style={{ flexGrow: p.width / p.height, flexBasis: (p.width / p.height) * 180 }}
                >
                  <Link href={`/photo/${p.photo}`}>
                    <PhotoPicture photo={p.photo} side={640} alt={`Photo, ${dateOf(p.takenAt)}`} />
                  </Link>
                </li>
              ))}
            </ul>
            {all.length > 0 && total === 0 && <p className="empty">There is no such photo.</p>}
            {total > items.length && (
              <p className="centre">
                <Button onClick={() => setLimit(limit + page * 2)}>Show more</Button>
              </p>
            )}
          </>
        )}
      </StateOf>
    </>
  );
}
