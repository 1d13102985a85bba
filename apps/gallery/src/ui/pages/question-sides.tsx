import type { FaceId } from '@kith/core/faces';
import { Link } from 'wouter';
import type { Side as PersonOfQuestion, Question } from '../../api/outputs.js';
import { called, count } from '../data/words.js';
import { FacePicture } from '../parts/face-picture.js';

/** The faces that a question is about, side by side. */
export function QuestionSides({ question: q }: { readonly question: Question }) {
  switch (q.kind) {
    case 'same-person':
      return (
        <div className="sides">
          <PersonSide person={q.a} />
          <PersonSide person={q.b} />
        </div>
      );
    case 'still-them':
      return (
        <div className="sides">
          <Side title="This face" note="the one in doubt" faces={[q.face]} />
          <PersonSide person={q.person} />
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
            <PersonSide key={c.person} person={c} />
          ))}
        </div>
      );
  }
}

/** Somebody a question is about: their best faces, under their name. */
function PersonSide({ person: { person, name, photos, faces } }: { readonly person: PersonOfQuestion }) {
  return <Side title={called(name)} to={`/person/${person}`} note={count(photos, 'photo')} faces={faces} />;
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
