export { type AnalyseBatchRequest, analyseBatch } from './analyse-batch.js';
export { type AnalyseOptions, defaultAnalyseOptions } from './analyse-options.js';
export type { AnalysedFace, AnalysedPhoto, PhotoToAnalyse } from './analysed-photo.js';
export type { HistoryEntry, Library } from './library.js';
export { type LoadPackRequest, loadPack } from './load-pack.js';
export type { LoadedModel, LoadedPack } from './loaded-pack.js';
export type { ScanProgress } from './scan-progress.js';
export type { ScanSummary, StageFigures } from './scan-summary.js';
export { createScratch, type Scratch } from './scratch.js';
