import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FaceId } from '@kith/core/faces';
import type { PhotoId } from '@kith/core/photo';
import type { Decoder, StoredFace } from '@kith/core/ports';
import sharp from 'sharp';
import type { Session } from '../session/open-session.js';
import { faceSquare } from './face-square.js';

/** Cuts faces out of their photos as JPEGs of `side` pixels. Each photo is decoded once; missing ones give nothing. */
export async function cutFaces(
  session: Session,
  decoder: Decoder,
  faces: readonly StoredFace[],
  side: number,
): Promise<ReadonlyMap<FaceId, Buffer>> {
  const cut = new Map<FaceId, Buffer>();
  const byPhoto = new Map<PhotoId, StoredFace[]>();
  for (const face of faces) byPhoto.set(face.photo, [...(byPhoto.get(face.photo) ?? []), face]);
  const photos = [...byPhoto.keys()];
  const worker = async () => {
    for (let photo = photos.pop(); photo !== undefined; photo = photos.pop())
      for (const [id, jpeg] of await cutPhoto(session, decoder, photo, byPhoto.get(photo) ?? [], side))
        cut.set(id, jpeg);
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  return cut;
}

async function cutPhoto(
  { store }: Session,
  decoder: Decoder,
  id: PhotoId,
  faces: readonly StoredFace[],
  side: number,
): Promise<readonly (readonly [FaceId, Buffer])[]> {
  const file = (await store.photo(id))?.files[0];
  const bytes = file && (await readFile(join(file.root, file.path)).catch(() => null));
  const outcome = bytes && (await decoder.decode(bytes, 1600));
  if (!outcome?.ok) return [];
  const { pixels, facts } = outcome.photo;
  const { width, height } = pixels;
  const picture = { raw: { width, height, channels: 3 } } as const;
  return Promise.all(
    faces.map(async (face) => {
      const square = faceSquare(face.box, width / facts.width, pixels);
      const jpeg = sharp(pixels.data, picture).extract(square).resize(side, side).jpeg({ quality: 88 });
      return [face.id, await jpeg.toBuffer()] as const;
    }),
  );
}
