import type { FaceId } from '@kith/core/faces';
import { facesSaidToBeNone, type Person, type PersonId } from '@kith/core/people';
import type { PhotoId } from '@kith/core/photo';
import type { ModelKey } from '@kith/core/vectors';
import type { Handlers } from '../api/gallery-api.js';
import type { PersonCard, PersonFace } from '../api/outputs.js';
import {
  type GalleryContext,
  NotFound,
  nameOf,
  nameOfFace,
  personOrThrow,
  photoCard,
} from './gallery-context.js';
import { readSettings } from './settings-operations.js';

type Operations = Pick<
  Handlers,
  'people' | 'person' | 'personFaces' | 'nobody' | 'photos' | 'photo' | 'explain'
>;

const facesPerGroup = 200;

/** Reading: people, one person, photos, one photo, why a face is where it is. */
export function peopleOperations(context: GalleryContext): Operations {
  const { store } = context.host;
  return {
    people: async () => {
      const { strangersUpTo } = await readSettings(store);
      return context.library
        .people()
        .map((person) => cardOf(person, strangersUpTo))
        .sort(namedFirstThenByPhotos);
    },
    person: async ({ person: id }) => {
      const person = context.library.person(id);
      if (person === null) return null;
      const { strangersUpTo } = await readSettings(store);
      const groups = context.library.groupsOf(id).map((faces) => ({
        size: faces.length,
        faces: faces.slice(0, facesPerGroup),
      }));
      return {
        ...cardOf(person, strangersUpTo),
        born: person.born,
        cohesion: person.cohesion,
        groups: groups.sort((a, b) => b.size - a.size),
      };
    },
    personFaces: async ({ person, offset, limit }) => {
      const faces = await facesByTime(context, person);
      return { total: faces.length, items: faces.slice(offset, offset + limit) };
    },
    nobody: ({ offset, limit }) => nobody(context, offset, limit),
    photos: ({ all, only, offset, limit }) => photosOf(context, all, only, offset, limit),
    photo: ({ photo }) => photoDetail(context, photo),
    explain: async ({ face }) => {
      const { sentence, nearest } = context.library.explain(face);
      return {
        sentence,
        nearest: nearest.map((n) => ({ ...n, name: n.person && nameOf(context.library.person(n.person)) })),
      };
    },
  };
}

function cardOf(person: Person, strangersUpTo: number): PersonCard {
  const { state } = person.standing;
  return {
    id: person.id,
    name: nameOf(person),
    hidden: state === 'hidden',
    stranger: state === 'unnamed' && person.photoCount <= strangersUpTo,
    photos: person.photoCount,
    faces: person.faces.length,
    cover: person.cover,
  };
}

function namedFirstThenByPhotos(a: PersonCard, b: PersonCard): number {
  const named = Number(b.name !== null) - Number(a.name !== null);
  return named || b.photos - a.photos || (a.id < b.id ? -1 : 1);
}

async function facesByTime(context: GalleryContext, id: PersonId): Promise<readonly PersonFace[]> {
  if (context.lastPerson?.person === id) return context.lastPerson.faces;
  const stored = await context.host.store.facesOfPerson(id);
  const faces: PersonFace[] = [];
  for (const { id: face, photo, quality } of stored) {
    const { takenAt } = await photoCard(context, photo);
    faces.push({ face, photo, takenAt, quality });
  }
  faces.sort((a, b) => (b.takenAt ?? -1) - (a.takenAt ?? -1) || (a.face < b.face ? -1 : 1));
  context.lastPerson = { person: id, faces };
  return faces;
}

/** Reads every face once, so it is asked for only when its page is shown. */
async function nobody(
  context: GalleryContext,
  offset: number,
  limit: number,
): Promise<{ total: number; items: readonly PersonFace[] }> {
  const { store, about } = context.host;
  const { pack } = about();
  const found: { face: FaceId; photo: PhotoId; quality: number }[] = [];
  const none = facesSaidToBeNone(await store.facts());
  if (pack !== null) {
    for await (const { id, photo, quality } of store.faces(pack as ModelKey)) {
      if (context.library.personOf(id) === null && !none.has(id)) found.push({ face: id, photo, quality });
    }
  }
  found.sort((a, b) => b.quality - a.quality);
  const shown = found.slice(offset, offset + limit);
  const items = shown.map(async (f) => ({ ...f, takenAt: (await photoCard(context, f.photo)).takenAt }));
  return { total: found.length, items: await Promise.all(items) };
}

/** The part of a face's id that stands for its photo. */
const photoKey = (face: FaceId): string => face.slice(0, face.indexOf('.'));

async function photosOf(
  context: GalleryContext,
  all: readonly PersonId[],
  only: boolean,
  offset: number,
  limit: number,
): Promise<{ total: number; items: readonly Awaited<ReturnType<typeof photoCard>>[] }> {
  const faces = photosWithAll(all.map((id) => personOrThrow(context, id)));
  const ids: PhotoId[] = [];
  for (const face of faces) {
    const photo = (await context.host.store.face(face))?.photo;
    if (photo !== undefined && (!only || (await hasOnly(context, photo, all)))) ids.push(photo);
  }
  const cards = await Promise.all(ids.map((id) => photoCard(context, id)));
  cards.sort((a, b) => (b.takenAt ?? -1) - (a.takenAt ?? -1));
  return { total: cards.length, items: cards.slice(offset, offset + limit) };
}

/** One face of each photo that all these people are in. */
function photosWithAll(people: readonly Person[]): FaceId[] {
  const [first, ...rest] = people;
  if (first === undefined) return [];
  const others = rest.map((p) => new Set(p.faces.map(photoKey)));
  const found = new Map<string, FaceId>();
  for (const face of first.faces) {
    const key = photoKey(face);
    if (others.every((keys) => keys.has(key))) found.set(key, face);
  }
  return [...found.values()];
}

async function hasOnly(context: GalleryContext, photo: PhotoId, all: readonly PersonId[]): Promise<boolean> {
  const faces = await context.host.store.facesOfPhoto(photo);
  return faces.every((f) => {
    const person = context.library.personOf(f.id);
    return person !== null && all.includes(person);
  });
}

async function photoDetail(context: GalleryContext, id: PhotoId): ReturnType<Handlers['photo']> {
  const { store } = context.host;
  const card = await photoCard(context, id);
  const photo = await store.photo(id);
  if (photo === null) throw new NotFound(`There is no photo ${id}.`);
  const none = facesSaidToBeNone(await store.facts());
  const faces = (await store.facesOfPhoto(id)).filter((f) => !none.has(f.id));
  const drawn = (await store.drawnFaces(id)).filter((d) => !none.has(d.face));
  const analysed = new Set(faces.map((f) => f.id));
  return {
    ...card,
    file: photo.files[0]?.path ?? '',
    faces: [
      ...faces.map((f) => ({
        face: f.id,
        box: {
          x: f.box.x / card.width,
          y: f.box.y / card.height,
          width: f.box.width / card.width,
          height: f.box.height / card.height,
        },
        ...nameOfFace(context.library, f.id),
        score: f.score,
        quality: f.quality,
        waiting: false,
      })),
      ...drawn
        .filter((d) => !analysed.has(d.face))
        .map((d) => ({
          face: d.face,
          box: d.box,
          person: null,
          name: null,
          score: 1,
          quality: 0,
          waiting: true,
        })),
    ],
  };
}
