import type { FaceId } from '@kith/core/faces';
import { Link } from 'wouter';
import type { Question } from '../../api/outputs.js';
import { called, count } from '../data/words.js';
import { FacePicture } from '../parts/face-picture.js';

/** The faces that a question is about, side by side. */
export function QuestionSides({ question: q }: { readonly question: Question }) {
  switch (q.kind) {
    case 'same-person':
      return (
        <div className="sides">
          <Side
            title={called(q.a.name)}
            to={`/person/${q.a.person}`}
            note={count(q.a.photos, 'photo')}
            faces={q.a.faces}
          />
          <Side
            title={called(q.b.name)}
            to={`/person/${q.b.person}`}
            note={count(q.b.photos, 'photo')}
            faces={q.b.faces}
          />
        </div>
      );
    case 'still-them':
      return (
        <div className="sides">
          <Side title="This face" note="the one in doubt" faces={[q.face]} />
          <Side
            title={called(q.person.name)}
            to={`/person/${q.person.person}`}
            note={count(q.person.photos, 'photo')}
            faces={q.person.faces}
          />
        </div>
      );
    case 'mixed':
      return (
        <div className="sides">
          {q.groups.slice(0, 3).map((faces, i) => (
            <Side key={faces[0]} title={`Group ${i + 1}`} note={count(faces.length, 'face')} faces={faces} />
          ))}
        </div>
      );
    case 'undecided':
      return (
        <div className="sides">
          <Side title="This face" note="belongs to nobody yet" faces={[q.face]} />
          {q.candidates.slice(0, 1).map((c) => (
            <Side
              key={c.person}
              title={called(c.name)}
              to={`/person/${c.person}`}
              note={count(c.photos, 'photo')}
              faces={c.faces}
            />
          ))}
        </div>
      );
  }
}

interface SideProps {
  readonly title: string;
  readonly note: string;
  readonly faces: readonly FaceId[];
  readonly to?: string;
}

function Side({ title, note, faces, to }: SideProps) {
  const [first, ...rest] = faces;
  return (
    <div className="side">
      {first && <FacePicture face={first} side={200} shape="arch" alt={title} />}
      <h3>{to === undefined ? title : <Link href={to}>{title}</Link>}</h3>
      <span className="muted">{note}</span>
      <div className="side-faces">
        {rest.slice(0, 6).map((f) => (
          <FacePicture key={f} face={f} side={52} />
        ))}
      </div>
    </div>
  );
}
