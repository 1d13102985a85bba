import type { Clock, Store } from '../ports/index.js';
import type { ModelKey } from '../vectors/index.js';
import type { EngineFactory } from './library-engine.js';

export interface OpenLibraryOptions {
  readonly store: Store;
  /** The pack whose vectors make the people. */
  readonly model: ModelKey;
  readonly engineFactory: EngineFactory;
  /**
   * Names the rules that `engineFactory` groups by (its thresholds). When the library was grouped by others, every
   * face is grouped again on opening. Not given: whatever snapshot there is is taken up.
   */
  readonly rules?: string;
  /** The store refuses to be written: answer only. Default false. */
  readonly readOnly?: boolean;
  readonly clock: Clock;
  /** A new unique id at every call, without colons. */
  readonly ids: () => string;
}
