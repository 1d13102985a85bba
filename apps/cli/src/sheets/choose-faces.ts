import type { Person } from '@kith/core/people';
import type { StoredFace } from '@kith/core/ports';
import type { Session } from '../session/open-session.js';

/** The faces a person's sheet shows: the cover first, then by quality, best first. */
export async function chooseFaces(
  { store }: Session,
  person: Person,
  most: number,
): Promise<readonly StoredFace[]> {
  const faces: StoredFace[] = [];
  for (const id of person.faces) {
    const face = await store.face(id);
    if (face) faces.push(face);
  }
  const first = (face: StoredFace) => (face.id === person.cover ? 1 : 0);
  return faces
    .sort((a, b) => first(b) - first(a) || b.quality - a.quality || (a.id < b.id ? -1 : 1))
    .slice(0, most);
}
