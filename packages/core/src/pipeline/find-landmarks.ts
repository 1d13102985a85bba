import { landmarkCrop } from '../crops/index.js';
import { type Detection, landmarkPoints } from '../faces/index.js';
import { type PhotoPoint, snap } from '../geometry/index.js';
import { defaultSize } from '../models/index.js';
import type { CancelSignal, DecodedPhoto } from '../ports/index.js';
import type { LoadedPack } from './loaded-pack.js';
import { runInChunks } from './run-in-chunks.js';

/** A detection of one photo of the batch, with its landmarks where the pack finds them. */
export interface LandmarkedFace {
  /** Index of the photo in the batch. */
  readonly of: number;
  readonly detection: Detection;
  readonly landmarks: readonly PhotoPoint[] | null;
}

/** The landmarks of all faces of the batch; where the pack says so, the five points are taken from them. */
export async function findLandmarks(
  faces: readonly LandmarkedFace[],
  photos: readonly DecodedPhoto[],
  pack: LoadedPack,
  signal?: CancelSignal,
): Promise<readonly LandmarkedFace[]> {
  if (!pack.landmarks || faces.length === 0) return faces;
  const { entry, session } = pack.landmarks;
  const side = defaultSize(entry.input).width;
  const crops = faces.map(({ of, detection }) => {
    const { pixels, facts } = photos[of]!;
    const scale = { x: pixels.width / facts.width, y: pixels.height / facts.height };
    return landmarkCrop(pixels, detection, scale, entry.cropScale, side);
  });
  const { input, output } = entry;
  const run = { session, input, outputs: [output], scratch: pack.scratch, use: 'landmarks', signal };
  const rows = await runInChunks(
    run,
    crops.map((crop) => crop.pixels),
  );
  return faces.map((face, i) => {
    const [shares] = rows[i]!;
    const landmarks = Array.from({ length: entry.points }, (_, k) =>
      crops[i]!.toPhoto(snap(shares![2 * k]! * side) / side, snap(shares![2 * k + 1]! * side) / side),
    );
    const points = entry.alignsFaces ? landmarkPoints(landmarks) : face.detection.points;
    return { ...face, detection: { ...face.detection, points }, landmarks };
  });
}
