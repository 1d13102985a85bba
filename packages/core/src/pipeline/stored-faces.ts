import type { FaceId } from '../faces/index.js';
import type { Store, StoredFace } from '../ports/index.js';
import type { ModelKey } from '../vectors/index.js';

export interface StoredFacesFrom {
  /** How many faces to pass over. */
  readonly position: number;
  /** The last of those, or null when there is none: a check that the store still begins as it did. */
  readonly last: FaceId | null;
}

/** The faces of a model photo by photo, in insertion order. Throws when the store does not begin as `from` says. */
export async function* storedFaces(
  store: Store,
  model: ModelKey,
  from: StoredFacesFrom = { position: 0, last: null },
): AsyncGenerator<{ readonly faces: readonly StoredFace[]; readonly takenAt: number | null }> {
  let at = 0;
  let faces: StoredFace[] = [];
  for await (const face of store.faces(model)) {
    at++;
    if (at === from.position && face.id !== from.last) throw changed();
    if (at <= from.position) continue;
    if (faces[0] && faces[0].photo !== face.photo) {
      yield await dated(store, faces);
      faces = [];
    }
    faces.push(face);
  }
  if (at < from.position) throw changed();
  if (faces.length > 0) yield await dated(store, faces);
}

const changed = () => new RangeError('the library is not the one that the snapshot was made of');

async function dated(store: Store, faces: readonly StoredFace[]) {
  const photo = await store.photo((faces[0] as StoredFace).photo);
  return { faces, takenAt: photo?.facts?.takenAt ?? null };
}
