import type { FaceId } from '@kith/core/faces';
import { type EngineChange, nameOf, type Person, type PersonId } from '@kith/core/people';
import type { PhotoId } from '@kith/core/photo';
import type { Library, OpenLibrary } from '@kith/core/pipeline';
import { reasonOf } from '@kith/core/ports';
import type { GalleryEvent } from '../api/gallery-api.js';
import type { Changed, PersonFace, PhotoCard } from '../api/outputs.js';
import type { GalleryHost } from './gallery-host.js';

/** What the operations share: the library that is open now, its listeners, and caches that a change empties. */
export interface GalleryContext {
  readonly host: GalleryHost;
  library: OpenLibrary;
  readonly photoCards: Map<PhotoId, PhotoCard>;
  /** Faces of the person looked at last, by time; without vectors. */
  lastPerson: { readonly person: PersonId; readonly faces: readonly PersonFace[] } | null;
  /** The preview at work, which a later one ends. */
  preview: AbortController | null;
  /** Settles when no change is under way: corrections never meet a library that is being opened anew. */
  turn: Promise<unknown>;
  churn: { readonly moved: number; readonly of: number } | null;
  emit(event: GalleryEvent): void;
}

/** Forgets what a correction or a batch may have changed, and tells the page. */
export function changed(context: GalleryContext): void {
  context.lastPerson = null;
  context.emit({ kind: 'changed' });
}

/** Runs changes one after another. */
export function inTurn<T>(context: GalleryContext, change: () => Promise<T>): Promise<T> {
  const mine = context.turn.then(change);
  context.turn = mine.catch(() => undefined);
  return mine;
}

/** Runs a change in its turn and tells the page. */
export function changing<T>(context: GalleryContext, change: () => Promise<T>): Promise<T> {
  return inTurn(context, async () => {
    const result = await change();
    changed(context);
    return result;
  });
}

/** Runs one correction and reports it with the action that undoes it. */
export async function correct(
  context: GalleryContext,
  make: (library: OpenLibrary) => Promise<EngineChange>,
): Promise<Changed> {
  return inTurn(context, async () => {
    const change = await make(context.library);
    changed(context);
    return {
      action: latestAction(context.library),
      moved: change.moved.size,
      conflicts: change.conflicts,
    };
  });
}

/** History is oldest first. */
function latestAction(library: Library): string | null {
  return library.history().at(-1)?.action ?? null;
}

export function personOrThrow(context: GalleryContext, id: PersonId): Person {
  const person = context.library.person(id);
  if (person === null) throw new NotFound(`There is no person ${id} (any more).`);
  return person;
}

export function nameOfFace(library: Library, face: FaceId): { person: PersonId | null; name: string | null } {
  const person = library.personOf(face);
  return { person, name: person === null ? null : nameOf(library.person(person)) };
}

export async function photoCard(context: GalleryContext, id: PhotoId): Promise<PhotoCard> {
  const known = context.photoCards.get(id);
  if (known !== undefined) return known;
  const photo = await context.host.store.photo(id);
  if (photo === null) throw new NotFound(`There is no photo ${id}.`);
  const card = {
    photo: id,
    takenAt: photo.facts?.takenAt ?? photo.files[0]?.modifiedAt ?? null,
    width: photo.facts?.width ?? 0,
    height: photo.facts?.height ?? 0,
  };
  if (context.photoCards.size > 200_000) context.photoCards.clear();
  if (card.width > 0) context.photoCards.set(id, card);
  return card;
}

/** The thing asked for is not there; the server answers 404. */
export class NotFound extends Error {
  override readonly name = 'NotFound';
}

/** The request cannot be done as asked; the server answers 409. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** An error of the request, to be told to the user; not one of the server. */
export function refused(cause: unknown): never {
  throw new Refused(reasonOf(cause), { cause });
}
