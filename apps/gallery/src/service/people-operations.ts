import { nameOf, type Person, type PersonId } from '@kith/core/people';
import type { Handlers } from '../api/gallery-api.js';
import type { PersonCard, PersonFace } from '../api/outputs.js';
import { facesOfNobody } from './faces-of-nobody.js';
import { type GalleryContext, photoCard } from './gallery-context.js';
import { readSettings } from './kept-settings.js';
import { photoDetail } from './photo-detail.js';
import { photosOf } from './photos-of.js';

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
    nobody: ({ offset, limit }) => facesOfNobody(context, offset, limit),
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
