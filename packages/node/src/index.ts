export type { AnalysisSetup } from './analysis/messages.js';
export { type AnalysisThread, startAnalysisThread } from './analysis/start-analysis-thread.js';
export {
  createNodeDecoder,
  type NodeDecoder,
  type NodeDecoderOptions,
} from './decode/create-node-decoder.js';
export { createFolderSource, type FolderSourceOptions } from './files/create-folder-source.js';
export { fileProblem } from './files/file-problem.js';
export { mayHoldPhotos } from './files/may-hold-photos.js';
export { createNodeInference, type NodeInferenceOptions } from './inference/create-node-inference.js';
export { type PackFolder, type PackFolderOptions, readPackFolder } from './models/read-pack-folder.js';
export { sha256 } from './models/sha256.js';
export { defaultLibraryDir } from './platform/default-library-dir.js';
export { nodeClock } from './platform/node-clock.js';
export { libraryFile, type NodeStoreOptions, openNodeStore } from './store/open-node-store.js';
export { createNodeTelemetry, type NodeTelemetryOptions } from './telemetry/create-node-telemetry.js';
export { type MemoryWatch, watchMemory } from './telemetry/watch-memory.js';
