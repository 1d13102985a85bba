import type { PhotoFile, StoredFace, StoredPhoto } from '@kith/core/ports';
import type { Session } from '../session/open-session.js';

/** A photo that is there and analysed, with its faces. */
export interface AnalysedFile {
  readonly file: PhotoFile;
  readonly photo: StoredPhoto;
  readonly faces: readonly StoredFace[];
}

/** Every file of an analysed photo with the faces of the library's model, in the order files became known. */
export async function* libraryPhotos({ store, model }: Session): AsyncGenerator<AnalysedFile> {
  for await (const file of store.files()) {
    const photo = await store.photo(file.photo);
    if (photo?.state.state !== 'indexed' || photo.model !== model.key) continue;
    const faces = await store.facesOfPhoto(file.photo);
    yield { file, photo, faces: faces.filter((f) => f.vector.model === model.key) };
  }
}
