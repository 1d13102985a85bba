import { assignIds, type Detection, type Face } from '../faces/index.js';
import type { CancelSignal, Clock, Stage, Telemetry } from '../ports/index.js';
import { alignFaces } from './align-faces.js';
import type { AnalyseOptions } from './analyse-options.js';
import type { AnalysedFace, AnalysedPhoto, PhotoToAnalyse } from './analysed-photo.js';
import { detectFaces } from './detect-faces.js';
import { type EmbeddedFace, embedFaces } from './embed-faces.js';
import { findDrawn } from './find-drawn.js';
import { findLandmarks } from './find-landmarks.js';
import type { LoadedPack } from './loaded-pack.js';
import { throwIfAborted } from './throw-if-aborted.js';

export interface AnalyseBatchRequest {
  readonly photos: readonly PhotoToAnalyse[];
  readonly pack: LoadedPack;
  readonly options: AnalyseOptions;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  readonly signal?: CancelSignal | undefined;
}

/**
 * Decoded photos in, faces with vectors out, in the order given: detect, landmarks, align, embed, each over the
 * whole batch. A photo's faces do not depend on the rest of the batch. One call at a time per pack. Rejects with an
 * error named `AbortError` when cancelled between inference calls; nothing is kept then.
 */
export async function analyseBatch(request: AnalyseBatchRequest): Promise<AnalysedPhoto[]> {
  const { pack, options, signal } = request;
  const photos = request.photos.map((photo) => photo.decoded);
  const timed = stopwatch(request);
  const found = await timed('detect', () => detectAll(request));
  const detected = found.flatMap((faces, of) =>
    faces.map((detection) => ({ of, detection, landmarks: null })),
  );
  const marked = await timed('landmarks', () => findLandmarks(detected, photos, pack, signal));
  throwIfAborted(signal);
  const aligned = await timed('align', async () => alignFaces(marked, photos, pack));
  const embedded = await timed('embed', () => embedFaces(aligned, pack, options.flip, signal));
  return request.photos.map((photo, of) =>
    identified(
      photo,
      embedded.filter((face) => face.of === of),
    ),
  );
}

/** What detection finds in each photo, then what the user has drawn and it did not find. */
async function detectAll({ photos, pack, options, signal }: AnalyseBatchRequest): Promise<Detection[][]> {
  const decoded = photos.map((photo) => photo.decoded);
  const found = await detectFaces(decoded, pack, options, signal);
  const missed = photos.flatMap((photo, of) => {
    const ids = photo.drawn.length > 0 ? assignIds(photo.id, found[of]!, knownOf(photo)) : [];
    return photo.drawn.filter(({ id }) => !ids.includes(id)).map(({ box }) => ({ of, box }));
  });
  if (missed.length === 0) return found;
  const drawn = await findDrawn(missed, decoded, pack, signal);
  const byScore = (a: Detection, b: Detection) => b.score - a.score;
  return found.map((faces, of) => [...faces, ...drawn.filter((_, i) => missed[i]!.of === of)].sort(byScore));
}

/** Known faces and those drawn, each once. */
function knownOf({ known, drawn }: PhotoToAnalyse) {
  return [...drawn, ...known.filter(({ id }) => !drawn.some((d) => d.id === id))];
}

/** Runs a stage and reports how long it took, over how many photos and faces. */
function stopwatch({ photos, telemetry, clock }: AnalyseBatchRequest) {
  return async <T extends readonly unknown[]>(stage: Stage, work: () => Promise<T>): Promise<T> => {
    const start = clock.monotonic();
    const result = await work();
    const faces = stage === 'detect' ? result.flat().length : result.length;
    telemetry.stage(stage, clock.monotonic() - start, photos.length, faces);
    return result;
  };
}

/** The photo's faces under their ids, by falling score. */
function identified(photo: PhotoToAnalyse, faces: readonly EmbeddedFace[]): AnalysedPhoto {
  const { id } = photo;
  const ids = assignIds(
    id,
    faces.map((face) => face.detection),
    knownOf(photo),
  );
  const analysed = faces.map(({ detection, landmarks, quality, vector, crop }, i): AnalysedFace => {
    const face: Face = { id: ids[i]!, photo: id, ...detection, landmarks, quality };
    return { face, vector, crop };
  });
  return { id, faces: analysed };
}
