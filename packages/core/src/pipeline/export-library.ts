import type { PhotoId } from '../photo/index.js';
import type { Store } from '../ports/index.js';
import { faceJson } from './face-json.js';
import type { OpenLibrary } from './open-library.js';
import { personJson } from './person-json.js';

export interface ExportLibraryOptions {
  readonly store: Store;
  readonly library: Pick<OpenLibrary, 'model' | 'people' | 'personOf'>;
  /** Of Kith. */
  readonly version: string;
}

/** What `exportLibrary` writes and `importLibrary` reads. */
export const exportFormat = { format: 'kith-export', formatVersion: 1 } as const;

/** People, photos with their faces, and everything ever said. No vectors: those are of use to one model only. */
export async function exportLibrary({ store, library, version }: ExportLibraryOptions) {
  const photos = [];
  for await (const { root, path, photo: id } of store.files()) {
    const photo = await store.photo(id);
    if (photo?.state.state !== 'indexed' || photo.model !== library.model) continue;
    const { width, height, takenAt } = photo.facts ?? { width: null, height: null, takenAt: null };
    photos.push({ root, path, id, width, height, takenAt, ...(await facesOf(store, library, id, path)) });
  }
  return {
    ...exportFormat,
    kith: version,
    pack: library.model,
    people: library.people().map(personJson),
    photos,
    facts: await store.facts(),
  };
}

async function facesOf(store: Store, library: ExportLibraryOptions['library'], id: PhotoId, path: string) {
  const faces = (await store.facesOfPhoto(id)).filter((f) => f.vector.model === library.model);
  const drawn = await store.drawnFaces(id);
  return {
    faces: faces.map((f) => faceJson(f, path, library.personOf(f.id))),
    ...(drawn.length > 0 && { drawn: drawn.map(({ face, box }) => ({ id: face, box })) }),
  };
}
