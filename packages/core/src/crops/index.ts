export type { Crop } from './crop.js';
