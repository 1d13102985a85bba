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

/** Backends this build of onnxruntime-node knows, accelerators first; one may still fail to load. */
export function availableBackends(): readonly Backend[] {
  const supported = new Set(listSupportedBackends().map((b) => b.name));
  const order: readonly (keyof typeof names)[] = ['coreml', 'cuda', 'directml', 'webgpu', 'cpu'];
  return order.filter((backend) => supported.has(names[backend]));
}

/** The execution provider of a backend, or null where this build does not have it. */
export function providerOf(backend: Backend): Provider | null {
  if (backend === 'wasm' || !availableBackends().includes(backend)) return null;
  return options[backend] ?? names[backend];
}
