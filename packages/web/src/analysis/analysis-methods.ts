import type { Backend } from '@kith/core/models';
import type { AnalysedElsewhere, AnalyseOptions, LoadedModels, PhotoToAnalyse } from '@kith/core/pipeline';
import type { NamedPicture } from '../pictures/photo-pictures.js';

/** Where a pack lies, and where to run it. */
export interface PackLocation {
  readonly manifestText: string;
  /** The address that file names of the manifest are relative to; the page's own origin. */
  readonly baseUrl: string;
  readonly backend: 'auto' | Backend;
  /** Backends not to try: those that failed their canary before. */
  readonly avoid: readonly Backend[];
}

/** One batch's results. */
export interface AnalysedBatchMessage extends AnalysedElsewhere {
  /** WebP: a square of each face by its id, and a preview of each photo by its id. */
  readonly pictures: readonly NamedPicture[];
}

/** What the analysis worker does for the library worker. */
export type AnalysisMethods = {
  load(pack: PackLocation): Promise<LoadedModels>;
  /** `photos`: their pixels are moved here. `previewSide`: longest side of the previews, 0 for none. */
  analyse(
    photos: readonly PhotoToAnalyse[],
    options: AnalyseOptions,
    previewSide: number,
  ): Promise<AnalysedBatchMessage>;
};

/** Sent by the analysis worker while it loads: bytes of the model file being fetched. */
export interface LoadingMessage {
  readonly loading: { readonly done: number; readonly total: number };
}
