import type { Library } from '@kith/core/pipeline';
import type { PhotoFile, Store, StoredFace, StoredPhoto } from '@kith/core/ports';
import type { ModelKey } from '@kith/core/vectors';

/** A library whose names go out or come in: its store, and its people by one model. */
export interface ExchangedLibrary {
  readonly store: Store;
  readonly library: Library & { readonly model: ModelKey };
}

/** A photo that is there and analysed, with its faces. */
export interface AnalysedFile {
  readonly file: PhotoFile;
  readonly photo: StoredPhoto;
  readonly faces: readonly StoredFace[];
}

/** Every file of an analysed photo with the faces of the library's model, in the order files became known. */
export async function* libraryPhotos({ store, library }: ExchangedLibrary): AsyncGenerator<AnalysedFile> {
  const { model } = library;
  for await (const file of store.files()) {
    const photo = await store.photo(file.photo);
    if (photo?.state.state !== 'indexed' || photo.model !== model) continue;
    const faces = await store.facesOfPhoto(file.photo);
    yield { file, photo, faces: faces.filter((f) => f.vector.model === model) };
  }
}
