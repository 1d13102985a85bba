import { facesSaidToBeNone } from '@kith/core/people';
import type { PhotoId } from '@kith/core/photo';
import type { Handlers } from '../api/gallery-api.js';
import { type GalleryContext, NotFound, nameOfFace, photoCard } from './gallery-context.js';

/** A photo with every face on it, those that wait for analysis too. */
export async function photoDetail(context: GalleryContext, id: PhotoId): ReturnType<Handlers['photo']> {
  const { store } = context.host;
  const card = await photoCard(context, id);
  const photo = await store.photo(id);
  if (photo === null) throw new NotFound(`There is no photo ${id}.`);
  const none = facesSaidToBeNone(await store.facts());
  const faces = (await store.facesOfPhoto(id)).filter((f) => !none.has(f.id));
  const drawn = (await store.drawnFaces(id)).filter((d) => !none.has(d.face));
  const analysed = new Set(faces.map((f) => f.id));
  return {
    ...card,
    file: photo.files[0]?.path ?? '',
    faces: [
      ...faces.map((f) => ({
        face: f.id,
        box: {
          x: f.box.x / card.width,
          y: f.box.y / card.height,
          width: f.box.width / card.width,
          height: f.box.height / card.height,
        },
        ...nameOfFace(context.library, f.id),
        score: f.score,
        quality: f.quality,
        waiting: false,
      })),
      ...drawn
        .filter((d) => !analysed.has(d.face))
        .map((d) => ({
          face: d.face,
          box: d.box,
          person: null,
          name: null,
          score: 1,
          quality: 0,
          waiting: true,
        })),
    ],
  };
}
