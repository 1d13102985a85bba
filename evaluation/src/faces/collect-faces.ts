import type { Analyser } from '../pipeline/analyser.js';
import type { CachedFace, CachedPicture } from '../pipeline/vector-cache.js';
import type { FaceSet, MissingFace, SetFace } from './face-set.js';
import type { Half } from './half.js';
import { joinRows } from './join-rows.js';

/** A picture whose subject is known. */
export interface LabelledPicture {
  readonly path: string;
  /** Unique in its set; stands for the photo. */
  readonly name: string;
  readonly person: string;
  readonly half: Half;
}

/**
 * Analyses the pictures in the order given and gathers their faces. `subject` picks the face that the label is of
 * (−1: none was found). Throws when no picture gives a face.
 */
export async function collectFaces(
  protocol: string,
  pictures: readonly LabelledPicture[],
  analyser: Analyser,
  subject: (picture: CachedPicture) => number,
): Promise<FaceSet> {
  const faces: SetFace[] = [];
  const vectors: Float32Array[] = [];
  const missing: MissingFace[] = [];
  const seen = new Set<string>();
  for (const { path, name, person, half } of pictures) {
    const picture = await analyser.analyse(path);
    const labelled = subject(picture);
    if (labelled < 0) missing.push({ photo: name, person, half });
    picture.faces.forEach((face, i) => {
      const id = unused(face, name, seen);
      const { quality } = face;
      faces.push({
        id,
        photo: name,
        person: i === labelled ? person : null,
        half,
        quality,
        takenAt: picture.takenAt,
      });
      vectors.push(face.vector);
    });
  }
  return assemble(protocol, pictures.length, analyser, { faces, vectors, missing });
}

/** The face's id; two files of the same bytes are two photos here, so the second one's is marked. */
function unused(face: CachedFace, name: string, seen: Set<string>): string {
  const id = seen.has(face.id) ? `${face.id}@${name}` : face.id;
  seen.add(id);
  return id;
}

function assemble(
  protocol: string,
  photos: number,
  { pack }: Analyser,
  found: { faces: SetFace[]; vectors: Float32Array[]; missing: MissingFace[] },
): FaceSet {
  const dimension = pack.manifest.models.embedder.dimension;
  if (found.faces.length === 0) throw new Error(`${protocol}: no face was found in ${photos} pictures`);
  const vectors = joinRows(found.vectors, dimension);
  const weightsSha256 = pack.manifest.models.embedder.files[0]!.sha256;
  return { protocol, pack: pack.key, weightsSha256, photos, dimension, ...found, vectors };
}
