import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { PhotoFace } from '../../api/outputs.js';
import { useCorrect } from '../data/use-correct.js';
import { called } from '../data/words.js';
import { Button } from '../parts/button.js';
import { FacePicture } from '../parts/face-picture.js';
import { PersonPicker } from '../parts/person-picker.js';
import { WhyDialog } from '../parts/why-dialog.js';

export interface PhotoFaceRowProps {
  readonly face: PhotoFace;
  readonly n: number;
  readonly here: boolean;
  readonly onPoint: () => void;
}

/** One face of a photo: who it is, and everything that can be said of it. */
export function PhotoFaceRow({ face, n, here, onPoint }: PhotoFaceRowProps) {
  const correct = useCorrect();
  const [asking, setAsking] = useState<'name' | 'why' | null>(null);
  const ref = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (here) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [here]);
  const id = face.face;
  const { person } = face;
  return (
    <li
      ref={ref}
      className={here ? 'face-row face-row-here' : 'face-row'}
      onPointerEnter={onPoint}
      onFocus={onPoint}
    >
      {face.waiting ? <span className="face face-square" /> : <FacePicture face={id} side={56} />}
      <div className="face-row-words">
        {asking === 'name' ? (
          <PersonPicker
            label={`Who is face ${n}?`}
            start={face.name ?? ''}
            autoFocus
            onPerson={(p) => {
              setAsking(null);
              void correct('assign', { faces: [id], to: p.id }, `This is ${called(p.name)}`);
            }}
            onName={(name) => {
              setAsking(null);
              void correct('nameFace', { face: id, name }, `This is ${name}`);
            }}
            onCancel={() => setAsking(null)}
          />
        ) : person === null ? (
          <span className="muted">{face.waiting ? 'Will be looked at in the next scan' : 'Nobody yet'}</span>
        ) : (
          <Link href={`/person/${person}`} className="face-row-name">
            {called(face.name)}
          </Link>
        )}
        <div className="face-row-actions">
          {!face.waiting && (
            <Button look="quiet" icon="pencil" onClick={() => setAsking(asking === 'name' ? null : 'name')}>
              {face.name === null ? 'Name' : 'Someone else'}
            </Button>
          )}
          {person !== null && (
            <>
              <Button
                look="quiet"
                icon="close"
                onClick={() => correct('notThisPerson', { faces: [id], person }, `Not ${called(face.name)}`)}
              >
                {face.name === null ? 'Not them' : `Not ${face.name}`}
              </Button>
              <Button look="quiet" icon="review" onClick={() => setAsking('why')}>
                Why?
              </Button>
            </>
          )}
          {!face.waiting && (
            <Button look="quiet" onClick={() => correct('notAFace', { faces: [id] }, 'Removed: not a face')}>
              Not a face
            </Button>
          )}
        </div>
      </div>
      {asking === 'why' && <WhyDialog face={id} onClose={() => setAsking(null)} />}
    </li>
  );
}
