import type { Backend, ModelFile } from '../models/index.js';

/** A dense float32 tensor, row-major. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** A loaded model. One call at a time; throws an error naming the model on wrong shapes. */
export interface InferenceSession {
  /** Where it really runs, after any fallback. */
  readonly backend: Backend;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Inputs may be reused by the caller once the promise settles; outputs belong to the caller. */
  run(inputs: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
  close(): Promise<void>;
}

/** Runs models. The adapter knows files and devices, core knows tensors. */
export interface Inference {
  /** `bytes` have been checked against the manifest's SHA-256 by the caller. Tries `backends` in order. */
  load(file: ModelFile, bytes: Uint8Array, backends: readonly Backend[]): Promise<InferenceSession>;
  readonly available: readonly Backend[];
}
