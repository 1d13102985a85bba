import { seededRandom } from '@kith/core/evaluate';
import { type FaceSet, reorder } from './face-set.js';

/** The same faces with their photos arriving in a random order; faces of one photo stay together. Seed 0: as is. */
export function shufflePhotos(set: FaceSet, seed: number): FaceSet {
  if (seed === 0) return set;
  const random = seededRandom(seed);
  const byPhoto = new Map<string, number[]>();
  set.faces.forEach((face, i) => {
    const known = byPhoto.get(face.photo);
    if (known) known.push(i);
    else byPhoto.set(face.photo, [i]);
  });
  const photos = [...byPhoto.keys()];
  for (let i = photos.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [photos[i], photos[j]] = [photos[j]!, photos[i]!];
  }
  return reorder(
    set,
    photos.flatMap((photo) => byPhoto.get(photo)!),
  );
}
