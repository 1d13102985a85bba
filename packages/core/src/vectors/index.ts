export type { Cosine, FaceVector, ModelKey } from './face-vector.js';
export { modelKey } from './model-key.js';
export { unitVector } from './unit-vector.js';
