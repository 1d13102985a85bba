import { scaleBox } from '../geometry/index.js';
import type { PhotoId } from '../photo/index.js';
import { reasonOf, type Store, type Telemetry } from '../ports/index.js';
import type { AnalysedFace, PhotoToAnalyse } from './analysed-photo.js';
import type { AnalysedBatch } from './record-batch.js';
import type { DecodedBatch } from './scan-decode.js';

/** Finds the faces of a batch of photos; `analyseBatch` over a loaded pack. */
export type Analyse = (
  photos: readonly PhotoToAnalyse[],
  telemetry: Telemetry,
) => Promise<
  readonly { readonly id: PhotoId; readonly faces: readonly Pick<AnalysedFace, 'face' | 'vector'>[] }[]
>;

export interface AnalyseSafelyOptions {
  readonly store: Store;
  readonly analyse: Analyse;
}

/** Analyses the batch; when that throws, each photo alone, so that one that breaks a model does not fail the others. */
export async function analyseSafely(
  batch: DecodedBatch,
  options: AnalyseSafelyOptions,
  telemetry: Telemetry,
): Promise<AnalysedBatch> {
  const photos = await Promise.all(batch.decoded.map((photo) => withFaces(photo, options.store)));
  try {
    return { indexed: await analyse(photos, options, telemetry), failed: batch.failed };
  } catch (cause) {
    if (photos.length === 1 && batch.failed.length > 0) throw cause;
    return analyseSingly(photos, batch, options, telemetry, cause);
  }
}

/** The photo with the faces whose ids must be kept and those the user has drawn. */
async function withFaces(photo: DecodedBatch['decoded'][number], store: Store): Promise<PhotoToAnalyse> {
  const { width, height } = photo.decoded.facts;
  const anchors = await store.anchors(photo.id);
  const before = await store.facesOfPhoto(photo.id);
  const drawn = (await store.drawnFaces(photo.id)).map(({ face, box }) => ({
    id: face,
    box: scaleBox(box, width, height),
  }));
  const known = [...anchors, ...before.filter(({ id }) => !anchors.some((a) => a.id === id))];
  return { ...photo, known: known.map(({ id, box }) => ({ id, box })), drawn };
}

async function analyse(
  photos: readonly PhotoToAnalyse[],
  options: AnalyseSafelyOptions,
  telemetry: Telemetry,
) {
  if (photos.length === 0) return [];
  const found = await options.analyse(photos, telemetry);
  return found.map(({ id, faces }, i) => {
    const photo = photos[i] as PhotoToAnalyse;
    if (photo.id !== id) throw new Error(`analysis answered for ${id} where ${photo.id} was asked`);
    return { id, facts: photo.decoded.facts, faces };
  });
}

async function analyseSingly(
  photos: readonly PhotoToAnalyse[],
  batch: DecodedBatch,
  options: AnalyseSafelyOptions,
  telemetry: Telemetry,
  cause: unknown,
): Promise<AnalysedBatch> {
  const indexed: AnalysedBatch['indexed'][number][] = [];
  const failed = [...batch.failed];
  for (const photo of photos) {
    try {
      indexed.push(...(await analyse([photo], options, telemetry)));
    } catch (error) {
      const before = (await options.store.photo(photo.id))?.state;
      const attempts = (before?.state === 'failed' ? before.failure.attempts : 0) + 1;
      const failure = { reason: `analysis failed: ${reasonOf(error)}`, kind: 'transient', attempts } as const;
      failed.push({ id: photo.id, failure, facts: photo.decoded.facts });
    }
  }
  if (indexed.length === 0) throw cause;
  return { indexed, failed };
}
