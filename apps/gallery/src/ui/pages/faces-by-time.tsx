import type { FaceId } from '@kith/core/faces';
import type { PersonId } from '@kith/core/people';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useMemo, useState } from 'react';
import { Link } from 'wouter';
import type { PersonFace } from '../../api/outputs.js';
import { useRead } from '../data/use-read.js';
import { useWidth } from '../data/use-width.js';
import { count, dateOf } from '../data/words.js';
import { FacePicture } from '../parts/face-picture.js';
import { Icon } from '../parts/icon.js';
import { StateOf } from '../parts/state-of.js';

export interface FacesByTimeProps {
  readonly person: PersonId;
  readonly selected: ReadonlySet<FaceId> | null;
  readonly onToggle: (face: FaceId) => void;
}

const most = 5000;

export function FacesByTime(props: FacesByTimeProps) {
  const query = useRead('personFaces', { person: props.person, limit: most }, { keep: true });
  return (
    <StateOf query={query}>
      {({ items, total }) => (
        <>
          <Timeline {...props} faces={items} />
          {total > items.length && (
            <p className="muted">
              The newest {items.length.toLocaleString()} of {count(total, 'face')}.
            </p>
          )}
        </>
      )}
    </StateOf>
  );
}

type Row =
  | { readonly kind: 'year'; readonly year: string; readonly n: number }
  | { readonly kind: 'faces'; readonly faces: readonly PersonFace[] };

const gap = 8;
const yearHeight = 52;

function Timeline({
  faces,
  person,
  selected,
  onToggle,
}: FacesByTimeProps & { readonly faces: readonly PersonFace[] }) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop(ref.current?.offsetTop ?? 0), [ref]);
  const columns = Math.max(3, Math.floor((width + gap) / (width < 560 ? 104 : 136)));
  const cell = Math.max(1, (width - gap * (columns - 1)) / columns);
  const rows = useMemo(() => rowsOf(faces, columns), [faces, columns]);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: (i) => (rows[i]?.kind === 'year' ? yearHeight : cell + gap),
    overscan: 4,
    scrollMargin: top,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows are measured anew when they change
  useLayoutEffect(() => virtual.measure(), [cell, rows]);
  return (
    <div ref={ref} className="timeline" style={{ height: virtual.getTotalSize() }}>
      {width > 0 &&
        virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          const style = { transform: `translateY(${item.start - top}px)` };
          return row.kind === 'year' ? (
            <h2 key={`y${row.year}`} className="timeline-year" style={style}>
              {row.year} <span className="muted">{row.n}</span>
            </h2>
          ) : (
            <div key={row.faces[0]?.face} className="timeline-row" style={style}>
              {row.faces.map((face) => (
                <Tile
                  key={face.face}
                  face={face}
                  side={cell}
                  person={person}
                  chosen={selected?.has(face.face) ?? null}
                  onToggle={onToggle}
                />
              ))}
            </div>
          );
        })}
    </div>
  );
}

function rowsOf(faces: readonly PersonFace[], columns: number): Row[] {
  const years = new Map<string, PersonFace[]>();
  for (const face of faces) {
    const { takenAt } = face;
    const year = takenAt === null ? 'Unknown date' : String(new Date(takenAt).getUTCFullYear());
    const known = years.get(year);
    if (known === undefined) years.set(year, [face]);
    else known.push(face);
  }
  return [...years].flatMap(([year, all]) => {
    const rows: Row[] = [{ kind: 'year', year, n: all.length }];
    for (let i = 0; i < all.length; i += columns)
      rows.push({ kind: 'faces', faces: all.slice(i, i + columns) });
    return rows;
  });
}

interface TileProps {
  readonly face: PersonFace;
  readonly side: number;
  readonly person: PersonId;
  /** Null when nothing is being selected. */
  readonly chosen: boolean | null;
  readonly onToggle: (face: FaceId) => void;
}

function Tile({ face, side, person, chosen, onToggle }: TileProps) {
  const size = { width: side, height: side };
  const picture = (
    <FacePicture face={face.face} side={Math.round(side)} alt={`Face, ${dateOf(face.takenAt)}`} />
  );
  if (chosen === null) {
    return (
      <Link href={`/photo/${face.photo}?face=${face.face}&from=${person}`} className="tile" style={size}>
        {picture}
      </Link>
    );
  }
  return (
    <button
      type="button"
      className="tile"
      style={size}
      aria-pressed={chosen}
      onClick={() => onToggle(face.face)}
    >
      {picture}
      <span className="tick">{chosen && <Icon name="check" />}</span>
    </button>
  );
}
