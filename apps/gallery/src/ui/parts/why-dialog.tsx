import type { FaceId } from '@kith/core/faces';
import { useRead } from '../data/use-read.js';
import { called } from '../data/words.js';
import { Dialog } from './dialog.js';
import { FacePicture } from './face-picture.js';
import { StateOf } from './state-of.js';

/** "Why is this face here?": the engine's own sentence and the faces nearest to this one. */
export function WhyDialog({ face, onClose }: { readonly face: FaceId; readonly onClose: () => void }) {
  const query = useRead('explain', { face });
  return (
    <Dialog title="Why is this face here?" onClose={onClose}>
      <StateOf query={query}>
        {({ sentence, nearest }) => (
          <>
            <p className="why">
              <FacePicture face={face} side={88} shape="arch" />
              <span>{sentence}</span>
            </p>
            <h3>Nearest faces</h3>
            <ul className="nearest">
              {nearest.map((n) => (
                <li key={n.face}>
                  <FacePicture face={n.face} side={64} />
                  <span>{called(n.name)}</span>
                  <span className="muted">{n.cosine.toFixed(2)}</span>
                </li>
              ))}
            </ul>
            <p className="muted">
              The number is the likeness (cosine): 1 is the same picture, 0 is no likeness.
            </p>
          </>
        )}
      </StateOf>
    </Dialog>
  );
}
