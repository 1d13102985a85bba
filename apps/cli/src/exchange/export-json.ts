import { faceJson } from '../output/face-json.js';
import { personJson } from '../output/person-json.js';
import type { Session } from '../session/open-session.js';
import { version } from '../version.js';
import { libraryPhotos } from './library-photos.js';

/** People, photos with their faces, and everything ever said. No vectors: those are of use to one model only. */
export async function exportJson(session: Session) {
  const { library, store, model } = session;
  const photos = [];
  for await (const { file, photo, faces } of libraryPhotos(session)) {
    const { width, height, takenAt } = photo.facts ?? { width: null, height: null, takenAt: null };
    photos.push({
      root: file.root,
      path: file.path,
      id: photo.id,
      width,
      height,
      takenAt,
      faces: faces.map((f) => faceJson(f, file.path, library.personOf(f.id))),
    });
  }
  return {
    format: 'kith-export',
    formatVersion: 1,
    kith: version,
    pack: model.key,
    people: library.people().map(personJson),
    photos,
    facts: await store.facts(),
  };
}
