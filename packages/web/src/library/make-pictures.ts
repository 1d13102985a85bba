import type { PhotoId } from '@kith/core/photo';
import type { CancelSignal, Decoder, Store, StoredFile } from '@kith/core/ports';
import { photoPictures, previewName } from '../pictures/photo-pictures.js';
import type { PictureStore } from '../pictures/picture-store.js';
import type { NamedSource } from './browser-scan.js';

interface Parts {
  readonly store: Store;
  readonly pictures: PictureStore;
  readonly decoder: Decoder;
}

export interface MakePicturesOptions {
  readonly previewSide: number;
  readonly decodeSide: number;
  readonly signal: CancelSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * Photos that are analysed and of which no picture is kept: another runtime has analysed them. One file of each, of
 * `root` where it is named.
 */
export async function photosWithoutPictures(
  { store, pictures }: Pick<Parts, 'store' | 'pictures'>,
  root?: string,
): Promise<readonly StoredFile[]> {
  const found = new Map<PhotoId, StoredFile>();
  for await (const file of store.files()) {
    if (root !== undefined && file.root !== root) continue;
    if (found.has(file.photo) || (await pictures.has(previewName(file.photo)))) continue;
    if ((await store.photo(file.photo))?.state.state === 'indexed') found.set(file.photo, file);
  }
  return [...found.values()];
}

/** Makes them from the photos of the source, with the faces as they are known: nothing is analysed. */
export async function makePictures(
  { root, source }: NamedSource,
  parts: Parts,
  { previewSide, decodeSide, signal, onProgress }: MakePicturesOptions,
): Promise<void> {
  const files = await photosWithoutPictures(parts, root);
  for (const [done, file] of files.entries()) {
    if (signal.aborted) return;
    onProgress(done, files.length);
    // One that cannot be read now stays without.
    const outcome = await source.read(file).then(
      (bytes) => parts.decoder.decode(bytes, decodeSide),
      () => null,
    );
    if (!outcome?.ok) continue;
    const faces = await parts.store.facesOfPhoto(file.photo);
    const made = await photoPictures(file.photo, outcome.photo, faces, previewSide);
    for (const { name, picture } of made) await parts.pictures.put(name, picture);
  }
}
