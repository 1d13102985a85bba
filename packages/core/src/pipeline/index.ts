export { type AnalyseAgainOptions, analyseAgain } from './analyse-again.js';
export { type AnalyseBatchRequest, analyseBatch } from './analyse-batch.js';
export {
  type AnalysedElsewhere,
  analyseForOther,
  type LoadedModels,
  tellStages,
} from './analyse-for-other.js';
export { type AnalyseOptions, defaultAnalyseOptions } from './analyse-options.js';
export type { AnalysedFace, AnalysedPhoto, PhotoToAnalyse } from './analysed-photo.js';
export {
  type AnalysisSettings,
  readAnalysisSettings,
  writeAnalysisSettings,
} from './analysis-settings.js';
export { compareGrouping, type GroupingChange } from './compare-grouping.js';
export { detectFaces } from './detect-faces.js';
export { embedFaces } from './embed-faces.js';
export { type ExportLibraryOptions, exportLibrary } from './export-library.js';
export { faceJson } from './face-json.js';
export { type ImportLibraryOptions, importLibrary, type LibraryImported } from './import-library.js';
export type { HistoryEntry, Library } from './library.js';
export { type ActionKind, actionId, actionKind } from './library-action.js';
export type { EngineFactory } from './library-engine.js';
export type { OpenLibraryOptions } from './library-options.js';
export type { ListingProblem } from './list-files.js';
export { type LoadPackRequest, loadPack } from './load-pack.js';
export type { LoadedModel, LoadedPack } from './loaded-pack.js';
export { type OpenLibrary, openLibrary } from './open-library.js';
export { personJson } from './person-json.js';
export { type PreviewGroupingOptions, previewGrouping } from './preview-grouping.js';
export type { AnalysedBatch } from './record-batch.js';
export { type ScanOptions, scan } from './scan.js';
export type { Analyse } from './scan-analyse.js';
export { createScanControl, type RunScan, type ScanControl, type ScanStatus } from './scan-control.js';
export type { ScanProgress } from './scan-progress.js';
export type { ScanSummary, StageFigures } from './scan-summary.js';
export { createScratch, type Scratch } from './scratch.js';
export { type WrapOrtOptions, wrapOrtSession } from './wrap-ort-session.js';
