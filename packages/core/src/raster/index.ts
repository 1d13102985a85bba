export { createRaster } from './create-raster.js';
export { flip } from './flip.js';
export { laplacianVariance } from './laplacian-variance.js';
export type { Raster } from './raster.js';
export { resize } from './resize.js';
export { type RgbaRows, shrink } from './shrink.js';
export { turn } from './turn.js';
export { type Border, warp } from './warp.js';
export { type TensorFormat, writeTensor } from './write-tensor.js';
