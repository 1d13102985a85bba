import type { Clock, Store } from '../ports/index.js';
import type { ModelKey } from '../vectors/index.js';
import type { EngineFactory } from './library-engine.js';

export interface OpenLibraryOptions {
  readonly store: Store;
  /** The pack whose vectors make the people. */
  readonly model: ModelKey;
  readonly engineFactory: EngineFactory;
  /** The store refuses to be written: answer only. Default false. */
  readonly readOnly?: boolean;
  readonly clock: Clock;
  /** A new unique id at every call, without colons. */
  readonly ids: () => string;
}
