import type { Backend, ModelFile } from '@kith/core/models';
import type { Inference, Tensor } from '@kith/core/ports';

/** A model as a function. */
export interface FakeModel {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  run(inputs: Readonly<Record<string, Tensor>>): Readonly<Record<string, Tensor>>;
}

export interface FakeInference extends Inference {
  /** Calls so far, by model file. */
  readonly calls: ReadonlyMap<string, number>;
}

/** Runs `models[file.file]` instead of ONNX. Backends in `broken` refuse to load, as a faulty accelerator would. */
export function createFakeInference(
  models: Readonly<Record<string, FakeModel>>,
  { available = ['cpu'], broken = [] }: { available?: readonly Backend[]; broken?: readonly Backend[] } = {},
): FakeInference {
  const calls = new Map<string, number>();
  return {
    available,
    calls,
    async load(file: ModelFile, _bytes, backends) {
      const model = models[file.file];
      if (!model) throw new Error(`no fake model is called ${file.file}`);
      const backend = backends.find((b) => available.includes(b) && !broken.includes(b));
      if (!backend) throw new Error(`${file.file}: none of ${backends.join(', ')} can run here`);
      return {
        backend,
        inputs: model.inputs,
        outputs: model.outputs,
        async run(inputs) {
          calls.set(file.file, (calls.get(file.file) ?? 0) + 1);
          return model.run(inputs);
        },
        close: async () => undefined,
      };
    },
  };
}
