export type { Box } from './box.js';
export type { Brand } from './brand.js';
export type { CropPoint, InputPoint, PhotoPoint, Point } from './point.js';
export { point } from './point.js';
