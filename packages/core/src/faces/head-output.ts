/** One output of a model: row-major values and their shape. */
export interface HeadOutput {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** A detector's outputs by name, each [N, …] for the N inputs of the batch (the leading N may be absent for N = 1). */
export type HeadOutputs = Readonly<Record<string, HeadOutput>>;
