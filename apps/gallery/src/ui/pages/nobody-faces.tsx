import { useState } from 'react';
import { Link } from 'wouter';
import { useRead } from '../data/use-read.js';
import { count, dateOf } from '../data/words.js';
import { Button } from '../parts/button.js';
import { FacePicture } from '../parts/face-picture.js';

const page = 120;

/** Single faces that the engine gives to nobody; each can be named on its photo. */
export function NobodyFaces() {
  const [limit, setLimit] = useState(page);
  const { data } = useRead('nobody', { limit }, { keep: true });
  if (data === undefined || data.total === 0) return null;
  return (
    <section className="nobody" aria-label="Faces of nobody yet">
      <h2>{count(data.total, 'face')} of nobody yet</h2>
      <p className="muted">Seen once, or too unclear to place. Open one to say who it is.</p>
      <ul>
        {data.items.map((f) => (
          <li key={f.face}>
            <Link href={`/photo/${f.photo}?face=${f.face}`} className="tile">
              <FacePicture face={f.face} side={96} alt={`Face, ${dateOf(f.takenAt)}`} />
            </Link>
          </li>
        ))}
      </ul>
      {data.total > data.items.length && (
        <p className="centre">
          <Button onClick={() => setLimit(Math.min(5000, limit * 4))}>Show more</Button>
        </p>
      )}
    </section>
  );
}
