import type { ModelInput } from '../models/index.js';
import { defaultSize } from '../models/index.js';
import type { CancelSignal, InferenceSession, Tensor } from '../ports/index.js';
import { type Raster, writeTensor } from '../raster/index.js';
import type { Scratch } from './scratch.js';
import { throwIfAborted } from './throw-if-aborted.js';

/** A model of fixed input size over any number of pictures of that size. */
export interface ChunkedRun {
  readonly session: InferenceSession;
  readonly input: ModelInput;
  /** Outputs wanted. */
  readonly outputs: readonly string[];
  readonly scratch: Scratch;
  readonly use: string;
  readonly signal: CancelSignal | undefined;
}

/** Runs the pictures in calls of at most the model's largest batch; per picture and output, its values (copies). */
export async function runInChunks(run: ChunkedRun, pictures: readonly Raster[]): Promise<Float32Array[][]> {
  const results: Float32Array[][] = [];
  for (let start = 0; start < pictures.length; start += run.input.maxBatch) {
    throwIfAborted(run.signal);
    const chunk = pictures.slice(start, start + run.input.maxBatch);
    const outputs = await run.session.run(chunkInput(run, chunk));
    for (let i = 0; i < chunk.length; i++) {
      results.push(run.outputs.map((name) => row(outputs, name, i, chunk.length)));
    }
  }
  return results;
}

function chunkInput({ input, scratch, use }: ChunkedRun, chunk: readonly Raster[]) {
  const { width, height } = defaultSize(input);
  const data = scratch.take(use, chunk.length * 3 * width * height);
  for (const [i, picture] of chunk.entries()) writeTensor(picture, input, data, i, width, height);
  const shape = input.layout === 'NCHW' ? [chunk.length, 3, height, width] : [chunk.length, height, width, 3];
  return { [input.name]: { shape, data } };
}

function row(outputs: Readonly<Record<string, Tensor>>, name: string, i: number, n: number): Float32Array {
  const output = outputs[name];
  if (!output) throw new Error(`the model has no output '${name}', only ${Object.keys(outputs).join(', ')}`);
  const length = output.data.length / n;
  if (!Number.isInteger(length)) {
    throw new Error(`output '${name}' is [${output.shape.join(', ')}]; expected ${n} rows`);
  }
  return output.data.slice(i * length, (i + 1) * length);
}
