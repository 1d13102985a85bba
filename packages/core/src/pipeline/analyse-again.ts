import type { PhotoId } from '../photo/index.js';
import type { OpenLibrary } from './open-library.js';
import { type AnalyseSafelyOptions, analyseSafely } from './scan-analyse.js';
import { type DecodeOptions, decodeBatch } from './scan-decode.js';

export interface AnalyseAgainOptions extends Omit<DecodeOptions, 'decoders'>, AnalyseSafelyOptions {
  readonly library: OpenLibrary;
}

/**
 * Analyses one known photo now, for example because a face has been drawn on it: faces found before keep their ids, and
 * those drawn join the people. Committed whole. Rejects with the reason when the photo cannot be read or analysed;
 * nothing has changed then.
 */
export async function analyseAgain(photo: PhotoId, options: AnalyseAgainOptions): Promise<void> {
  const batch = await decodeBatch([photo], { ...options, decoders: 1 });
  const [failure] = batch.failed;
  if (failure) throw new Error(`the photo cannot be analysed now: ${failure.failure.reason}`);
  const analysed = await analyseSafely(batch, options, options.telemetry);
  await options.library.record(analysed, options.telemetry);
}
