import type { Backend } from '@kith/core/models';
import type { AnalysedPhoto, AnalyseOptions, PhotoToAnalyse } from '@kith/core/pipeline';
import type { Stage } from '@kith/core/ports';
import type { ModelKey } from '@kith/core/vectors';

/** Where a pack lies, and where to run it. */
export interface PackLocation {
  readonly manifestText: string;
  /** The address that file names of the manifest are relative to; the page's own origin. */
  readonly baseUrl: string;
  readonly backend: 'auto' | Backend;
  /** Backends not to try: those that failed their canary before. */
  readonly avoid: readonly Backend[];
}

export interface LoadedModels {
  readonly key: ModelKey;
  readonly backend: Backend;
  readonly notices: readonly string[];
}

/** One batch's results. Stage times are told here, since telemetry lives on the other side. */
export interface AnalysedBatchMessage {
  readonly photos: readonly {
    readonly id: AnalysedPhoto['id'];
    readonly faces: readonly Pick<AnalysedPhoto['faces'][number], 'face' | 'vector'>[];
  }[];
  readonly stages: readonly {
    readonly stage: Stage;
    readonly ms: number;
    readonly photos: number;
    readonly faces: number;
  }[];
  /** WebP: a square of each face by its id, and a preview of each photo by its id. */
  readonly pictures: readonly { readonly name: string; readonly picture: Blob }[];
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
