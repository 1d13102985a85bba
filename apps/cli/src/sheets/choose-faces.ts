import { isTurned } from '@kith/core/faces';
import type { Person } from '@kith/core/people';
import type { StoredFace } from '@kith/core/ports';
import type { Session } from '../session/open-session.js';

/** The faces a person's sheet shows: the cover first, then by quality, best first, those that are turned last. */
export async function chooseFaces(
  { store }: Pick<Session, 'store'>,
  person: Person,
  most: number,
): Promise<readonly StoredFace[]> {
  const faces: StoredFace[] = [];
  for (const id of person.faces) {
    const face = await store.face(id);
    if (face) faces.push(face);
  }
  const rank = (face: StoredFace) => (face.id === person.cover ? 0 : isTurned(face.points) ? 2 : 1);
  return faces
    .sort((a, b) => rank(a) - rank(b) || b.quality - a.quality || (a.id < b.id ? -1 : 1))
    .slice(0, most);
}
