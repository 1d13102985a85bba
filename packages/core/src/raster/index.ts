export type { Raster } from './raster.js';
