export type { Detection, Face, FaceId, FivePoints, Score } from './face.js';
