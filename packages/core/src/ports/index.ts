export type { CancelSignal } from './cancel-signal.js';
export type { Clock } from './clock.js';
export type { DecodedPhoto, DecodeOutcome, Decoder } from './decoder.js';
export type { Inference, InferenceSession, Tensor } from './inference.js';
export type { PhotoFile, PhotoSource } from './photo-source.js';
export { reasonOf } from './reason-of.js';
export type { Sidecars } from './sidecars.js';
export type {
  BatchCommit,
  DrawnFace,
  IndexedPhoto,
  LibraryCounts,
  Store,
  StoredFace,
  StoredFile,
  StoredPhoto,
} from './store.js';
export type { Stage, Telemetry } from './telemetry.js';
