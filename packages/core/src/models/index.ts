export { defaultSize, goldenInput, outputProblem } from './golden.js';
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
export { parsePack } from './parse-pack.js';
export { ManifestError } from './reader.js';
