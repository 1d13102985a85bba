import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Analyser } from '../pipeline/analyser.js';
import type { CachedPicture } from '../pipeline/vector-cache.js';
import { collectFaces, type LabelledPicture } from './collect-faces.js';
import type { FaceSet } from './face-set.js';
import { halfOf } from './half.js';

/**
 * A folder with `labels.csv` (photo,person) and `photos/`. The labelled person's face is the largest of the photo;
 * the others are in the library but not scored. Halves are by person.
 */
export async function readAlbum(folder: string, analyser: Analyser): Promise<FaceSet> {
  const rows = await readLabels(join(folder, 'labels.csv'));
  const pictures: LabelledPicture[] = rows.map(({ photo, person }) => ({
    path: join(folder, 'photos', photo),
    name: photo,
    person,
    half: halfOf(person),
  }));
  return collectFaces(basename(resolve(folder)), pictures, analyser, largestFace);
}

async function readLabels(path: string): Promise<readonly { photo: string; person: string }[]> {
  const [head, ...lines] = (await readFile(path, 'utf8')).trim().split(/\r?\n/);
  if (head !== 'photo,person') throw new Error(`${path}: expected the header 'photo,person'; got '${head}'`);
  return lines.map((line, i) => {
    const [photo, person, ...more] = line.split(',');
    if (!photo || !person || more.length > 0)
      throw new Error(`${path}:${i + 2}: expected photo,person: '${line}'`);
    return { photo, person };
  });
}

/** Index of the face with the largest box, −1 without one. */
function largestFace(picture: CachedPicture): number {
  const areas = picture.faces.map((f) => f.box.width * f.box.height);
  return areas.reduce((best, area, i) => (area > (areas[best] ?? -1) ? i : best), -1);
}
