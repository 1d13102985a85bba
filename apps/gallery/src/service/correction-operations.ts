import type { FaceId } from '@kith/core/faces';
import { nameOf, type PersonId } from '@kith/core/people';
import type { PhotoId } from '@kith/core/photo';
import { reasonOf } from '@kith/core/ports';
import type { Handlers } from '../api/gallery-api.js';
import type { Changed, ShareBox } from '../api/outputs.js';
import { changed, correct, type GalleryContext, inTurn, NotFound } from './gallery-context.js';

type Operations = Pick<
  Handlers,
  | 'name'
  | 'merge'
  | 'split'
  | 'assign'
  | 'notThisPerson'
  | 'nameFace'
  | 'notAFace'
  | 'hide'
  | 'cover'
  | 'born'
  | 'draw'
  | 'answerSame'
  | 'confirmFaces'
  | 'history'
  | 'undo'
>;

/** Everything that the user can say, and taking it back. */
export function correctionOperations(context: GalleryContext): Operations {
  return {
    name: ({ person, name }) => correct(context, (l) => l.name(person, name)),
    merge: ({ into, others }) => correct(context, (l) => l.merge(into, others)),
    split: ({ person, faces }) => correct(context, (l) => l.split(person, faces)),
    assign: ({ faces, to }) => correct(context, (l) => l.assign(faces, to)),
    notThisPerson: ({ faces, person }) => correct(context, (l) => l.notThisPerson(faces, person)),
    nameFace: ({ face, name }) => nameFace(context, face, name),
    notAFace: ({ faces }) => correct(context, (l) => l.notAFace(faces)),
    hide: ({ people, hidden }) => correct(context, (l) => l.hide(people, hidden)),
    cover: ({ person, face }) => correct(context, (l) => l.cover(person, face)),
    born: ({ person, date }) => correct(context, (l) => l.born(person, date)),
    draw: ({ photo, box }) => inTurn(context, () => draw(context, photo, box)),
    answerSame: ({ a, b, same }) => correct(context, (l) => l.answerSame(a, b, same)),
    confirmFaces: ({ faces, person }) => correct(context, (l) => l.assign(faces, person)),
    history: async () =>
      context.library
        .history()
        .map(({ action, at, sentence, undone }) => ({ action, at, sentence, undone }))
        .reverse(),
    undo: ({ action }) => correct(context, (l) => l.undo(action)),
  };
}

/** "This face is Anna": joins the Anna there is, else names the face's person, or makes it one of its own first. */
async function nameFace(context: GalleryContext, face: FaceId, name: string): Promise<Changed> {
  const { library } = context;
  const known = library.people().find((p) => nameOf(p)?.toLocaleLowerCase() === name.toLocaleLowerCase());
  if (known !== undefined) return correct(context, (l) => l.assign([face], known.id));
  const current = library.personOf(face);
  if (current === null) return correct(context, (l) => l.found(face, name));
  const person = library.person(current);
  if (person !== null && nameOf(person) === null) return correct(context, (l) => l.name(current, name));
  await library.split(current, [face]);
  const own = library.personOf(face) as PersonId;
  return correct(context, (l) => l.name(own, name));
}

/** Keeps the drawing for good; it joins the people at once where the photo can be read now, else at the next scan. */
async function draw(context: GalleryContext, photo: PhotoId, box: ShareBox): ReturnType<Handlers['draw']> {
  const { store, analyseDrawn } = context.host;
  if ((await store.photo(photo)) === null) throw new NotFound(`There is no photo ${photo}.`);
  const taken = [
    ...(await store.facesOfPhoto(photo)).map((f) => f.id),
    ...(await store.drawnFaces(photo)).map((d) => d.face),
  ];
  const ordinal = 1 + Math.max(-1, ...taken.map((id) => Number(id.slice(id.indexOf('.') + 1))));
  const face = `${photo.slice(0, 16)}.${ordinal}` as FaceId;
  await store.draw({ face, photo, box });
  const reason = await analyseDrawn({ face, photo }).then(() => null, reasonOf);
  changed(context);
  return { face, analysed: reason === null, reason };
}
