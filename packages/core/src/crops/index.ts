export { type Aligned, type AlignOptions, align, defaultAlignOptions } from './align.js';
export type { Crop } from './crop.js';
export { type LandmarkCrop, landmarkCrop } from './landmark-crop.js';
export { arcFaceTemplate, cropSide, templatePoints } from './template.js';
