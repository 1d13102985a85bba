import type { PersonDetail } from '../../api/outputs.js';
import { useCorrect } from '../data/use-correct.js';
import { count } from '../data/words.js';
import { Button } from '../parts/button.js';
import { FacePicture } from '../parts/face-picture.js';

const shown = 24;

/** The engine's sub-groups of a person: each can be made a person of its own. */
export function PersonGroups({ person }: { readonly person: PersonDetail }) {
  const correct = useCorrect();
  return (
    <div className="groups">
      <p className="muted">
        Faces that are closest to each other lie together. Split off what is somebody else.
      </p>
      {person.groups.map((group, i) => (
        <section key={group.faces[0]} className="group" aria-label={`Group ${i + 1}`}>
          <div className="group-head">
            <h2>{count(group.size, 'face')}</h2>
            <Button
              icon="split"
              disabled={group.faces.length < group.size}
              onClick={() =>
                correct(
                  'split',
                  { person: person.id, faces: [...group.faces] },
                  `${count(group.size, 'face')} split off`,
                )
              }
            >
              Split off
            </Button>
          </div>
          <ul className="group-faces">
            {group.faces.slice(0, shown).map((face) => (
              <li key={face}>
                <FacePicture face={face} side={72} alt="Face" />
              </li>
            ))}
            {group.size > shown && <li className="muted group-more">+{group.size - shown}</li>}
          </ul>
        </section>
      ))}
    </div>
  );
}
