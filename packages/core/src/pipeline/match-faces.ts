import type { FaceId } from '../faces/index.js';
import { type Box, boxIou } from '../geometry/index.js';
import type { PhotoId } from '../photo/index.js';
import type { Store } from '../ports/index.js';
import type { ModelKey } from '../vectors/index.js';

/** A photo of an export, as far as its faces can be found again by it. */
export interface ImportedPhoto {
  readonly id: PhotoId;
  /** Pixels of the upright photo. */
  readonly faces: readonly { readonly id: FaceId; readonly box: Box }[];
  /** Shares of the photo's width and height. */
  readonly drawn?: readonly { readonly id: FaceId; readonly box: Box }[];
}

// Two detectors' boxes of one face overlap by more than this, those of two faces hardly ever.
const sameFace = 0.4;

/**
 * Each face of the export as the face here that it overlaps most, each face here once; null where there is none.
 * Faces drawn there that nobody found here are drawn here too.
 */
export async function matchFaces(
  store: Store,
  model: ModelKey,
  photos: readonly ImportedPhoto[],
): Promise<Map<FaceId, FaceId | null>> {
  const here = new Map<FaceId, FaceId | null>();
  for (const photo of photos) {
    const own = (await store.facesOfPhoto(photo.id)).filter((f) => f.vector.model === model);
    const pairs = photo.faces
      .flatMap((theirs) => own.map(({ id, box }) => ({ theirs, id, iou: boxIou(theirs.box, box) })))
      .filter((pair) => pair.iou >= sameFace)
      .sort((a, b) => b.iou - a.iou);
    for (const { id } of photo.faces) here.set(id, null);
    const taken = new Set<FaceId>();
    for (const { theirs, id } of pairs) {
      if (here.get(theirs.id) !== null || taken.has(id)) continue;
      here.set(theirs.id, id);
      taken.add(id);
    }
    await takeDrawings(store, photo, here);
  }
  return here;
}

async function takeDrawings(
  store: Store,
  { id: photo, drawn = [] }: ImportedPhoto,
  here: Map<FaceId, FaceId | null>,
): Promise<void> {
  if (drawn.length === 0 || (await store.photo(photo)) === null) return;
  const known = new Set((await store.drawnFaces(photo)).map((d) => d.face));
  for (const { id: face, box } of drawn) {
    if (here.get(face)) continue;
    if (!known.has(face) && (await store.face(face)) === null) await store.draw({ face, photo, box });
    if ((await store.face(face)) !== null) here.set(face, face);
  }
}
