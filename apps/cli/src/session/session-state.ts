import type { AnalysisSettings, OpenLibrary } from '@kith/core/pipeline';
import type { Store } from '@kith/core/ports';
import type { AnalysisThread, NodeDecoder } from '@kith/node';
import type { ChosenPack } from './chosen-pack.js';

/** What stays as long as the session. */
export interface SessionParts {
  readonly dir: string;
  readonly store: Store;
  readonly decoder: NodeDecoder;
  readonly threads: number;
}

/** What `configure` and `reopen` replace. */
export interface SessionState {
  chosen: ChosenPack;
  models: AnalysisThread;
  library: OpenLibrary;
  analysis: AnalysisSettings;
}
