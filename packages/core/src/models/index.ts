export type {
  Backend,
  DetectorEntry,
  DetectorHead,
  EmbedderEntry,
  HeadLevel,
  LandmarksEntry,
  Measured,
  ModelFile,
  ModelInput,
  PackManifest,
  Precision,
  QualityEntry,
} from './manifest.js';
