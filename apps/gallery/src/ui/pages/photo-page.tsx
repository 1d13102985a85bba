import type { FaceId } from '@kith/core/faces';
import type { PersonId } from '@kith/core/people';
import type { PhotoId } from '@kith/core/photo';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import type { PhotoDetail, PhotoFace } from '../../api/outputs.js';
import { useRead } from '../data/use-read.js';
import { called, count, dateOf } from '../data/words.js';
import { Button } from '../parts/button.js';
import { PageTitle } from '../parts/page-title.js';
import { PhotoPicture } from '../parts/photo-picture.js';
import { StateOf } from '../parts/state-of.js';
import { DrawFace } from './draw-face.js';
import { PhotoFaceRow } from './photo-face-row.js';

export function PhotoPage({ id }: { readonly id: PhotoId }) {
  const query = useRead('photo', { photo: id });
  return <StateOf query={query}>{(photo) => <Photo key={id} photo={photo} />}</StateOf>;
}

function Photo({ photo }: { readonly photo: PhotoDetail }) {
  const [params] = useSearchParams();
  const from = params.get('from') as PersonId | null;
  const [at, setAt] = useState(params.get('face') as FaceId | null);
  const [drawing, setDrawing] = useState(false);
  const { data: person } = useRead('person', { person: from as PersonId }, { enabled: from !== null });
  const back =
    from === null
      ? { to: '/', label: 'People' }
      : { to: `/person/${from}`, label: called(person?.name ?? null) };
  return (
    <>
      <PageTitle
        title={dateOf(photo.takenAt)}
        back={back}
        note={<bdi className="file">{photo.file}</bdi>}
        actions={
          <Button icon="draw" aria-pressed={drawing} onClick={() => setDrawing(!drawing)}>
            Add a missed face
          </Button>
        }
      />
      <div className="photo-page">
        <figure
          className="photo"
          style={{
            aspectRatio: `${photo.width} / ${photo.height}`,
            maxWidth: `calc(78vh * ${photo.width / photo.height})`,
          }}
        >
          <PhotoPicture photo={photo.photo} side={1280} alt={describe(photo)} />
          {drawing ? (
            <DrawFace
              photo={photo}
              onDone={(face) => {
                setDrawing(false);
                if (face !== null) setAt(face);
              }}
            />
          ) : (
            photo.faces.map((face, i) => (
              <FaceBox
                key={face.face}
                face={face}
                n={i + 1}
                here={face.face === at}
                onChoose={() => setAt(face.face)}
              />
            ))
          )}
        </figure>
        <section className="photo-faces" aria-label="Faces on this photo">
          <h2>{count(photo.faces.length, 'face')}</h2>
          <ul>
            {photo.faces.map((face, i) => (
              <PhotoFaceRow
                key={face.face}
                face={face}
                n={i + 1}
                here={face.face === at}
                onPoint={() => setAt(face.face)}
              />
            ))}
          </ul>
        </section>
      </div>
    </>
  );
}

function describe(photo: PhotoDetail): string {
  const names = photo.faces.map((f) => f.name).filter((n) => n !== null);
  const others = photo.faces.length - names.length;
  const who = [...names, ...(others > 0 ? [count(others, 'unnamed person', 'unnamed people')] : [])];
  return `Photo of ${dateOf(photo.takenAt)}${who.length > 0 ? ` with ${who.join(', ')}` : ''}`;
}

interface FaceBoxProps {
  readonly face: PhotoFace;
  readonly n: number;
  readonly here: boolean;
  readonly onChoose: () => void;
}

function FaceBox({ face, n, here, onChoose }: FaceBoxProps) {
  const { x, y, width, height } = face.box;
  const percent = (v: number) => `${v * 100}%`;
  return (
    <button
      type="button"
      className={here ? 'face-box face-box-here' : 'face-box'}
      style={{ left: percent(x), top: percent(y), width: percent(width), height: percent(height) }}
      aria-label={`Face ${n}: ${called(face.name)}`}
      aria-pressed={here}
      onClick={onChoose}
    >
      <span className="face-label">{face.name ?? (face.waiting ? 'Waiting' : '?')}</span>
    </button>
  );
}
