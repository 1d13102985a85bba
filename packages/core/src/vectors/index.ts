export type { Cosine, FaceVector, ModelKey } from './face-vector.js';
