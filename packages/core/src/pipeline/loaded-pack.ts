import type {
  Backend,
  DetectorEntry,
  EmbedderEntry,
  LandmarksEntry,
  PackManifest,
  QualityEntry,
} from '../models/index.js';
import type { InferenceSession } from '../ports/index.js';
import type { ModelKey } from '../vectors/index.js';
import type { Scratch } from './scratch.js';

/** A model ready to run: what the manifest says of it, and its session. */
export interface LoadedModel<Entry> {
  readonly entry: Entry;
  readonly session: InferenceSession;
}

/** A pack whose files have been checked and whose models have passed their self-tests. One analysis at a time. */
export interface LoadedPack {
  readonly manifest: PackManifest;
  readonly key: ModelKey;
  readonly detector: LoadedModel<DetectorEntry>;
  readonly landmarks: LoadedModel<LandmarksEntry> | null;
  readonly embedder: LoadedModel<EmbedderEntry>;
  readonly quality: LoadedModel<QualityEntry> | null;
  /** Where the embedder runs; each session names its own. */
  readonly backend: Backend;
  /** For the user to read: every fall back and why. Empty when all went as asked. */
  readonly notices: readonly string[];
  /** Buffers kept between batches, so that a scan allocates once. */
  readonly scratch: Scratch;
  close(): Promise<void>;
}
