import type { FaceId } from '@kith/core/faces';
import { facesSaidToBeNone } from '@kith/core/people';
import type { PhotoId } from '@kith/core/photo';
import type { ModelKey } from '@kith/core/vectors';
import type { PersonFace } from '../api/outputs.js';
import { type GalleryContext, photoCard } from './gallery-context.js';

/** Reads every face once, so it is asked for only when its page is shown. */
export async function facesOfNobody(
  context: GalleryContext,
  offset: number,
  limit: number,
): Promise<{ total: number; items: readonly PersonFace[] }> {
  const { store, about } = context.host;
  const { pack } = about();
  const found: { face: FaceId; photo: PhotoId; quality: number }[] = [];
  const none = facesSaidToBeNone(await store.facts());
  if (pack !== null) {
    for await (const { id, photo, quality } of store.faces(pack as ModelKey)) {
      if (context.library.personOf(id) === null && !none.has(id)) found.push({ face: id, photo, quality });
    }
  }
  found.sort((a, b) => b.quality - a.quality);
  const shown = found.slice(offset, offset + limit);
  const items = shown.map(async (f) => ({ ...f, takenAt: (await photoCard(context, f.photo)).takenAt }));
  return { total: found.length, items: await Promise.all(items) };
}
