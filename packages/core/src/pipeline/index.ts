export type { HistoryEntry, Library } from './library.js';
export type { ScanProgress } from './scan-progress.js';
export type { ScanSummary, StageFigures } from './scan-summary.js';
