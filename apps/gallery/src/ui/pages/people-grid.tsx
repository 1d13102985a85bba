import type { PersonId } from '@kith/core/people';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { memo, useLayoutEffect, useState } from 'react';
import { Link } from 'wouter';
import type { PersonCard } from '../../api/outputs.js';
import { useFlying } from '../data/use-flying.js';
import { useWidth } from '../data/use-width.js';
import { called, count } from '../data/words.js';
import { FacePicture } from '../parts/face-picture.js';
import { Icon } from '../parts/icon.js';

export interface PeopleGridProps {
  readonly people: readonly PersonCard[];
  /** Null when nothing is being selected. */
  readonly selected: ReadonlySet<PersonId> | null;
  readonly onToggle: (id: PersonId) => void;
}

const gap = 20;
const words = 58;

/** Only the rows near the screen exist, so that 5,000 people scroll as easily as 50. */
export function PeopleGrid({ people, selected, onToggle }: PeopleGridProps) {
  const [ref, width] = useWidth<HTMLUListElement>();
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop(ref.current?.offsetTop ?? 0), [ref]);
  const flying = useFlying();
  const columns = Math.max(2, Math.floor((width + gap) / (width < 560 ? 124 : 172)));
  const cell = (width - gap * (columns - 1)) / columns;
  const rowHeight = Math.round(cell * 1.16 + words + gap);
  const rows = useWindowVirtualizer({
    count: Math.ceil(people.length / columns),
    estimateSize: () => rowHeight,
    overscan: 3,
    scrollMargin: top,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows are measured anew when their height changes
  useLayoutEffect(() => rows.measure(), [rowHeight]);
  return (
    // biome-ignore lint/a11y/noRedundantRoles: lists without bullets lose their role in Safari
    <ul ref={ref} className="people-grid" role="list" style={{ height: rows.getTotalSize() }}>
      {width > 0 &&
        rows.getVirtualItems().flatMap((row) =>
          people.slice(row.index * columns, (row.index + 1) * columns).map((person, column) => (
            <li
              key={person.id}
              aria-setsize={people.length}
              aria-posinset={row.index * columns + column + 1}
              style={{
                width: cell,
                height: rowHeight - gap,
                insetInlineStart: column * (cell + gap),
                transform: `translateY(${row.start - top}px)`,
              }}
            >
              <Cell
                person={person}
                side={cell}
                flying={flying}
                selecting={selected !== null}
                chosen={selected?.has(person.id) ?? false}
                onToggle={onToggle}
              />
            </li>
          )),
        )}
    </ul>
  );
}

interface CellProps {
  readonly person: PersonCard;
  readonly side: number;
  readonly flying: boolean;
  readonly selecting: boolean;
  readonly chosen: boolean;
  readonly onToggle: (id: PersonId) => void;
}

const Cell = memo(
  function Cell({ person, side, flying, selecting, chosen, onToggle }: CellProps) {
    const inside = (
      <>
        <FacePicture face={person.cover} side={Math.round(side)} shape="arch" empty={flying} />
        <span className={person.name === null ? 'person-name muted' : 'person-name'}>
          {called(person.name)}
        </span>
        <span className="person-count">{count(person.photos, 'photo')}</span>
      </>
    );
    if (!selecting) {
      return (
        <Link href={`/person/${person.id}`} className="person-card">
          {inside}
        </Link>
      );
    }
    return (
      <button type="button" className="person-card" aria-pressed={chosen} onClick={() => onToggle(person.id)}>
        {inside}
        <span className="tick">{chosen && <Icon name="check" />}</span>
      </button>
    );
  },
  (a, b) =>
    a.side === b.side &&
    a.flying === b.flying &&
    a.selecting === b.selecting &&
    a.chosen === b.chosen &&
    a.person.id === b.person.id &&
    a.person.name === b.person.name &&
    a.person.photos === b.person.photos &&
    a.person.cover === b.person.cover &&
    (!a.selecting || a.onToggle === b.onToggle),
);
