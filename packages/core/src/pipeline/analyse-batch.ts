import { assignIds, type Face } from '../faces/index.js';
import type { CancelSignal, Clock, Stage, Telemetry } from '../ports/index.js';
import { alignFaces } from './align-faces.js';
import type { AnalyseOptions } from './analyse-options.js';
import type { AnalysedFace, AnalysedPhoto, PhotoToAnalyse } from './analysed-photo.js';
import { detectFaces } from './detect-faces.js';
import { type EmbeddedFace, embedFaces } from './embed-faces.js';
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
  const found = await timed('detect', () => detectFaces(photos, pack, options, signal));
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
function identified({ id, known }: PhotoToAnalyse, faces: readonly EmbeddedFace[]): AnalysedPhoto {
  const ids = assignIds(
    id,
    faces.map((face) => face.detection),
    known,
  );
  const analysed = faces.map(({ detection, landmarks, quality, vector, crop }, i): AnalysedFace => {
    const face: Face = { id: ids[i]!, photo: id, ...detection, landmarks, quality };
    return { face, vector, crop };
  });
  return { id, faces: analysed };
}
