import type { Backend } from '@kith/core/models';
import type { Analyse, AnalyseOptions, PhotoToAnalyse } from '@kith/core/pipeline';
import type { Stage } from '@kith/core/ports';
import type { ModelKey } from '@kith/core/vectors';

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

/** The models as they were loaded. */
export interface LoadedModels {
  readonly key: ModelKey;
  /** Where the embedder runs. */
  readonly backend: Backend;
  /** Every fall back and why; empty when all went as asked. */
  readonly notices: readonly string[];
}

/** A piece of work of a stage, as telemetry is told. */
export interface StageRecord {
  readonly stage: Stage;
  readonly ms: number;
  readonly photos: number;
  readonly faces: number;
}

export type AnalysisRequest =
  | { readonly kind: 'analyse'; readonly photos: readonly PhotoToAnalyse[] }
  | { readonly kind: 'close' };

export type AnalysisReply =
  | { readonly kind: 'loaded'; readonly models: LoadedModels }
  | {
      readonly kind: 'analysed';
      readonly photos: Awaited<ReturnType<Analyse>>;
      readonly stages: readonly StageRecord[];
    }
  /** With the pixels that were lent, in the order they came. */
  | {
      readonly kind: 'failed';
      readonly message: string;
      readonly pixels: readonly PhotoToAnalyse['decoded']['pixels']['data'][];
    };
