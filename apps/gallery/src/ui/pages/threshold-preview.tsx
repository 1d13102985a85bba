import { maxLikenessShift } from '@kith/core/people';
import { useEffect, useState } from 'react';
import type { PersonCard, ThresholdPreview as Preview, Settings } from '../../api/outputs.js';
import { useRead } from '../data/use-read.js';
import { called, count } from '../data/words.js';
import { Button } from '../parts/button.js';
import { FacePicture } from '../parts/face-picture.js';

const restMs = 250;

interface ThresholdPreviewProps {
  readonly settings: Settings;
  readonly onApply: (likeness: number) => Promise<void>;
}

/** Moves the thresholds: what would change is worked out and shown first, and done only when asked for. */
export function ThresholdPreview({ settings, onApply }: ThresholdPreviewProps) {
  const [likeness, setLikeness] = useState(settings.likeness);
  const [applying, setApplying] = useState(false);
  const asked = useRested(likeness);
  const other = asked !== settings.likeness;
  const { data, isFetching, error } = useRead('previewThreshold', { likeness: asked }, { enabled: other });
  const apply = async () => {
    setApplying(true);
    await onApply(likeness);
    setApplying(false);
  };
  const waiting = isFetching || asked !== likeness;
  return (
    <fieldset className="likeness">
      <legend>How alike faces must be to be one person</legend>
      <label className="choice-range">
        <span className="unseen">Likeness: {wordsOf(likeness)}</span>
        <input
          type="range"
          min={-maxLikenessShift}
          max={maxLikenessShift}
          step={0.01}
          value={likeness}
          list="likeness-own"
          aria-valuetext={wordsOf(likeness)}
          onChange={(e) => setLikeness(Math.round(Number(e.target.value) * 100) / 100)}
        />
        <datalist id="likeness-own">
          <option value="0" />
        </datalist>
        <span className="likeness-ends" aria-hidden="true">
          <span>Joins more</span>
          <span>{wordsOf(likeness)}</span>
          <span>Keeps more apart</span>
        </span>
      </label>
      <output className="likeness-told">
        {likeness === settings.likeness ? (
          <span className="muted">This is how faces are grouped now.</span>
        ) : waiting ? (
          <span className="muted">Working out what would change …</span>
        ) : error ? (
          <span className="scan-error">{error.message}</span>
        ) : (
          data && <Told preview={data} />
        )}
      </output>
      {likeness !== settings.likeness && (
        <div className="buttons">
          <Button look="strong" disabled={applying || waiting || data === undefined} onClick={apply}>
            {applying ? 'Grouping …' : 'Group like this'}
          </Button>
          <Button onClick={() => setLikeness(settings.likeness)}>Leave it</Button>
        </div>
      )}
    </fieldset>
  );
}

function wordsOf(likeness: number): string {
  if (likeness === 0) return 'as the models were calibrated';
  return `${likeness > 0 ? '+' : '−'}${Math.abs(likeness).toFixed(2)}`;
}

/** The value, once it has not changed for a moment. */
function useRested<T>(value: T): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), restMs);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}

function Told({ preview: p }: { readonly preview: Preview }) {
  const { data: people } = useRead('people', {});
  const byId = new Map(people?.map((card) => [card.id, card]));
  if (p.moved === 0) return <>Nothing would change.</>;
  return (
    <>
      <strong>
        {count(p.people, 'person', 'people')} → {count(p.peopleThen, 'person', 'people')},{' '}
        {count(p.moved, 'face')} of {p.faces.toLocaleString()} elsewhere
      </strong>
      {p.joins > 0 && (
        <section aria-label="Would be joined">
          <h3>
            {p.joins === 1 ? '1 would become part of another' : `${p.joins} would become part of another`}
          </h3>
          <ul className="likeness-pairs">
            {p.joined.map(({ person, into }) => (
              <li key={person}>
                <Cover card={byId.get(person)} />
                <span aria-hidden="true">+</span>
                <Cover card={byId.get(into)} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {p.parts > 0 && (
        <section aria-label="Would be parted">
          <h3>{p.parts === 1 ? '1 group would be parted off' : `${p.parts} groups would be parted off`}</h3>
          <ul className="likeness-pairs">
            {p.parted.map(({ person, faces }) => (
              <li key={`${person} ${faces[0]}`}>
                <Cover card={byId.get(person)} />
                <span aria-hidden="true">−</span>
                {faces.slice(0, 3).map((face) => (
                  <FacePicture key={face} face={face} side={44} alt="Face parted off" />
                ))}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Cover({ card }: { readonly card: PersonCard | undefined }) {
  return card === undefined ? (
    <span className="muted">?</span>
  ) : (
    <FacePicture face={card.cover} side={44} alt={called(card.name)} />
  );
}
