import type { Backend, ModelFile } from '@kith/core/models';
import { wrapOrtSession } from '@kith/core/pipeline';
import { type Inference, type InferenceSession, reasonOf } from '@kith/core/ports';
import * as ort from 'onnxruntime-node';
import { availableBackends, providerOf } from './providers.js';

export interface NodeInferenceOptions {
  /** Threads one call may use; default 1. Two sessions at work at once use twice as many. */
  readonly threads?: number;
  /** Called for each backend that refused a model before another one took it. Default: a line on stderr. */
  readonly onFallback?: (model: string, backend: Backend, reason: string) => void;
}

/**
 * Runs ONNX models through onnxruntime-node: `cpu` everywhere, `coreml` on macOS, `directml` on Windows, `cuda` on
 * Linux when named and its libraries have been added.
 * `load` tries the backends in order and throws, naming every reason, when none takes the model.
 */
export function createNodeInference(options: NodeInferenceOptions = {}): Inference {
  const { threads = 1, onFallback = reportOnStderr } = options;
  if (!Number.isInteger(threads) || threads < 1)
    throw new RangeError(`threads must be a whole number from 1, not ${threads}`);
  return {
    available: availableBackends(),
    load: (file, bytes, backends) => load(file, bytes, backends, threads, onFallback),
  };
}

function reportOnStderr(model: string, backend: Backend, reason: string): void {
  console.error(`${model} does not run on ${backend} (${reason}); trying the next backend`);
}

async function load(
  file: ModelFile,
  bytes: Uint8Array,
  backends: readonly Backend[],
  threads: number,
  onFallback: NonNullable<NodeInferenceOptions['onFallback']>,
): Promise<InferenceSession> {
  if (file.format !== 'onnx') throw new Error(`${file.file}: expected an ONNX model, not ${file.format}`);
  const reasons: string[] = [];
  let cause: unknown;
  for (const [i, backend] of backends.entries()) {
    try {
      const session = await createSession(bytes, backend, threads);
      return wrapOrtSession({ model: file.file, backend, session, tensor });
    } catch (error) {
      cause = error;
      const reason = firstLine(error);
      reasons.push(`${backend}: ${reason}`);
      if (i + 1 < backends.length) onFallback(file.file, backend, reason);
    }
  }
  throw new Error(`${file.file} runs on none of the backends tried: ${reasons.join('; ') || 'none named'}`, {
    cause,
  });
}

const tensor = (data: Float32Array, shape: readonly number[]) => new ort.Tensor('float32', data, shape);

async function createSession(
  bytes: Uint8Array,
  backend: Backend,
  threads: number,
): Promise<ort.InferenceSession> {
  const provider = providerOf(backend);
  if (!provider) throw new Error('not offered by ONNX Runtime on this system');
  ort.env.logLevel = 'fatal';
  return ort.InferenceSession.create(bytes, {
    executionProviders: [provider],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    logSeverityLevel: 4,
  });
}

function firstLine(error: unknown): string {
  const message = reasonOf(error);
  return message.split('\n')[0] ?? message;
}
