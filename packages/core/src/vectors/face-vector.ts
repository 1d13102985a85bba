import type { Brand } from '../geometry/index.js';

/** Cosine of the angle between two unit vectors, −1..1. */
export type Cosine = Brand<number, 'Cosine'>;

/**
 * `<pack id>/<first 16 hex digits of the embedder weights' SHA-256>/<preprocessing version>`.
 * Vectors are compared only where these are equal; anything else throws.
 */
export type ModelKey = Brand<string, 'ModelKey'>;

/** An embedding: `values` has unit length; its dimension is the model's. */
export interface FaceVector {
  readonly model: ModelKey;
  readonly values: Float32Array;
}
