import type { Backend } from '@kith/core/models';
import type { AnalysedElsewhere, AnalyseOptions, LoadedModels, PhotoToAnalyse } from '@kith/core/pipeline';

/** What the thread is started with. */
export interface AnalysisSetup {
  /** The pack's folder, or its manifest. */
  readonly pack: string;
  /** Where the weights lie when not beside the manifest. */
  readonly weights: string | null;
  readonly backend: 'auto' | Backend;
  /** Threads that one call of a model may use. */
  readonly threads: number;
  readonly options: AnalyseOptions;
}

export type AnalysisRequest =
  | { readonly kind: 'analyse'; readonly photos: readonly PhotoToAnalyse[] }
  | { readonly kind: 'close' };

export type AnalysisReply =
  | { readonly kind: 'loaded'; readonly models: LoadedModels }
  | ({ readonly kind: 'analysed' } & AnalysedElsewhere)
  /** With the pixels that were lent, in the order they came. */
  | {
      readonly kind: 'failed';
      readonly message: string;
      readonly pixels: readonly PhotoToAnalyse['decoded']['pixels']['data'][];
    };
