import type { FaceId } from '@kith/core/faces';
import type { Person, PersonId } from '@kith/core/people';
import type { PhotoId } from '@kith/core/photo';
import { type GalleryContext, personOrThrow, photoCard } from './gallery-context.js';

/** The part of a face's id that stands for its photo. */
const photoKey = (face: FaceId): string => face.slice(0, face.indexOf('.'));

/** Photos that all these people are in, by time; with `only` nobody else. */
export async function photosOf(
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
