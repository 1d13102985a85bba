import type { PhotoId } from '@kith/core/photo';
import type { Store } from '@kith/core/ports';

/** How many analysed photos have no file below the folders scanned on this machine: a browser's library names none. */
export async function unseenPhotos(store: Store, roots: readonly string[]): Promise<number> {
  const elsewhere = new Set<PhotoId>();
  const here = new Set<PhotoId>();
  for await (const { photo, root } of store.files()) (roots.includes(root) ? here : elsewhere).add(photo);
  let unseen = 0;
  for (const photo of elsewhere) {
    if (!here.has(photo) && (await store.photo(photo))?.state.state === 'indexed') unseen++;
  }
  return unseen;
}
