import type { Backend } from '@kith/core/models';
import { type InferenceSession, listSupportedBackends } from 'onnxruntime-node';

type Provider = InferenceSession.ExecutionProviderConfig;

/** Kith's backends by ONNX Runtime's name for them. */
const names: Readonly<Record<Exclude<Backend, 'wasm'>, string>> = {
  cpu: 'cpu',
  coreml: 'coreml',
  cuda: 'cuda',
  directml: 'dml',
  webgpu: 'webgpu',
};

/** Core ML's newer 'MLProgram' format: it takes more operators than the older network format. */
const options: Partial<Record<Backend, Provider>> = {
  coreml: { name: 'coreml', modelFormat: 'MLProgram' } as Provider,
};

/**
 * Backends whose libraries come with onnxruntime-node, accelerators first; one may still fail to load. CUDA's are
 * fetched by the package's install script, which Kith does not run: it is tried only when asked for by name. So is
 * WebGPU, which is bundled everywhere but finds no adapter on most Linux machines.
 */
export function availableBackends(): readonly Backend[] {
  const bundled = new Set(
    listSupportedBackends()
      .filter((b) => b.bundled)
      .map((b) => b.name),
  );
  const order: readonly (keyof typeof names)[] = ['coreml', 'cuda', 'directml', 'cpu'];
  return order.filter((backend) => bundled.has(names[backend]));
}

/** The execution provider of a backend, or null where this build does not know it. */
export function providerOf(backend: Backend): Provider | null {
  if (backend === 'wasm' || !listSupportedBackends().some((b) => b.name === names[backend])) return null;
  return options[backend] ?? names[backend];
}
