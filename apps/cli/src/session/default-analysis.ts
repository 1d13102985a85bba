import type { AnalysisSettings } from '@kith/core/pipeline';

/** Of a library for which nothing was chosen. */
export const defaultAnalysis: AnalysisSettings = { backend: 'auto', batch: 16, likeness: 0 };
