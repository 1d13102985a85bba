import type { Backend, ModelFile } from '@kith/core/models';
import { wrapOrtSession } from '@kith/core/pipeline';
import { type Inference, type InferenceSession, reasonOf } from '@kith/core/ports';
import { isNotFetched, notFetched } from '../platform/not-fetched.js';
import { availableBackends } from './available-backends.js';

export interface WebInferenceOptions {
  /** Backends to offer; default what the browser has. */
  readonly available?: readonly Backend[];
  /** Threads of WASM where the page is cross-origin isolated; without isolation there is one. Default up to 4. */
  readonly threads?: number;
}

/**
 * Runs ONNX models through onnxruntime-web: `wasm` (SIMD) everywhere, `webgpu` where there is an adapter. Belongs in a
 * worker: WASM runs on the calling thread. fp16 models need an adapter with `shader-f16`, else `load` rejects.
 */
export async function createWebInference(options: WebInferenceOptions = {}): Promise<Inference> {
  const available = options.available ?? (await availableBackends());
  const threads = globalThis.crossOriginIsolated
    ? (options.threads ?? Math.min(navigator.hardwareConcurrency, 4))
    : 1;
  return { available, load: (file, bytes, backends) => load(file, bytes, backends, threads) };
}

async function load(
  file: ModelFile,
  bytes: Uint8Array,
  backends: readonly Backend[],
  threads: number,
): Promise<InferenceSession> {
  if (file.format !== 'onnx') throw new Error(`${file.file}: expected an ONNX model, not ${file.format}`);
  const reasons: string[] = [];
  for (const backend of backends) {
    try {
      const ort = await runtimeFor(backend, file);
      ort.env.wasm.numThreads = threads;
      ort.env.logLevel = 'error';
      const session = await ort.InferenceSession.create(bytes, { executionProviders: [backend] });
      const tensor = (data: Float32Array, shape: readonly number[]) => new ort.Tensor('float32', data, shape);
      return wrapOrtSession({ model: file.file, backend, session, tensor });
    } catch (error) {
      const reason = reasonOf(error);
      reasons.push(`${backend}: ${isNotFetched(reason) ? notFetched('its runtime') : reason}`);
    }
  }
  throw new Error(`${file.file} runs on none of the backends tried: ${reasons.join('; ') || 'none named'}`);
}

/** The WebGPU build is larger: it is fetched only by who uses it. */
async function runtimeFor(backend: Backend, file: ModelFile): Promise<typeof import('onnxruntime-web/wasm')> {
  if (backend === 'wasm') return import('onnxruntime-web/wasm');
  if (backend !== 'webgpu') throw new Error('not offered by browsers');
  if (file.precision === 'fp16' && !(await hasHalfFloats())) throw new Error('the adapter has no shader-f16');
  return import('onnxruntime-web/webgpu');
}

async function hasHalfFloats(): Promise<boolean> {
  const { gpu } = navigator as {
    gpu?: { requestAdapter(): Promise<{ features: ReadonlySet<string> } | null> };
  };
  return (await gpu?.requestAdapter())?.features.has('shader-f16') ?? false;
}
