import type { Inference } from '@kith/core/ports';
import { tinyModel } from '../pictures/tiny-model.js';
import { equal, ok, rejects } from './check.js';
import { contractCase, type Disposable } from './contract.js';

export interface InferenceSubject extends Disposable {
  readonly inference: Inference;
}

const rows = (...data: number[]) => ({ shape: [data.length / 3, 3], data: Float32Array.from(data) });
const load = ({ inference }: InferenceSubject) => {
  const { file, bytes } = tinyModel();
  return inference.load(file, bytes, [inference.available.includes('cpu') ? 'cpu' : 'wasm']);
};

export const inferenceContract = [
  contractCase<InferenceSubject>('a model runs at any batch size', async (subject) => {
    const session = await load(subject);
    equal([...session.inputs], ['x'], 'inputs');
    equal([...session.outputs].sort(), ['top', 'y'], 'outputs');
    const one = await session.run({ x: rows(1, 2, 3) });
    equal(
      [one['y']?.shape, Array.from(one['y']?.data ?? [])],
      [
        [1, 3],
        [3, 5, 7],
      ],
      'y of one',
    );
    const two = await session.run({ x: rows(1, 2, 3, -4, -5, -6) });
    equal(
      [two['top']?.shape, Array.from(two['top']?.data ?? [])],
      [
        [2, 1],
        [3, -4],
      ],
      'top of two',
    );
    await session.close();
  }),

  contractCase<InferenceSubject>('calls made at once are answered each with its own', async (subject) => {
    const session = await load(subject);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => session.run({ x: rows(i, i, i) })),
    );
    equal(
      answers.map((a) => a['y']?.data[0]),
      Array.from({ length: 20 }, (_, i) => 2 * i + 1),
      'answers',
    );
    await session.close();
  }),

  contractCase<InferenceSubject>('outputs stay as they were when inputs are reused', async (subject) => {
    const session = await load(subject);
    const x = rows(1, 2, 3);
    const first = await session.run({ x });
    x.data.fill(9);
    await session.run({ x });
    equal(Array.from(first['y']?.data ?? []), [3, 5, 7], 'first answer');
    await session.close();
  }),

  contractCase<InferenceSubject>('wrong inputs are refused by name of the model', async (subject) => {
    const session = await load(subject);
    await rejects(() => session.run({ z: rows(1, 2, 3) }), /tiny\.onnx/);
    await rejects(() => session.run({}), /tiny\.onnx/);
    await rejects(() => session.run({ x: { shape: [2, 3], data: new Float32Array(3) } }), /tiny\.onnx/);
    await rejects(() => session.run({ x: { shape: [1, 4], data: new Float32Array(4) } }), /tiny\.onnx/);
    equal(Array.from((await session.run({ x: rows(0, 0, 0) }))['y']?.data ?? []), [1, 1, 1], 'works after');
    await session.close();
  }),

  contractCase<InferenceSubject>(
    'a backend that is not there gives way to the next',
    async ({ inference }) => {
      const { file, bytes } = tinyModel();
      const all = ['coreml', 'cuda', 'directml', 'webgpu', 'cpu', 'wasm'] as const;
      const absent = all.find((backend) => !inference.available.includes(backend));
      const present = inference.available.includes('cpu') ? 'cpu' : 'wasm';
      const session = await inference.load(file, bytes, absent ? [absent, present] : [present]);
      equal(session.backend, present, 'backend');
      await session.close();
      if (absent) await rejects(inference.load(file, bytes, [absent]), /tiny\.onnx/);
    },
  ),

  contractCase<InferenceSubject>('bytes that are no model are refused', async ({ inference }) => {
    const { file } = tinyModel();
    ok(inference.available.length > 0, 'something is available');
    const backends = inference.available.includes('cpu') ? (['cpu'] as const) : (['wasm'] as const);
    await rejects(inference.load(file, new Uint8Array(500).fill(7), backends), /tiny\.onnx/);
    await rejects(inference.load(file, tinyModel().bytes, []), /tiny\.onnx/);
  }),

  contractCase<InferenceSubject>('a closed session is closed, once or twice', async (subject) => {
    const session = await load(subject);
    await session.close();
    await session.close();
    await rejects(() => session.run({ x: rows(1, 2, 3) }), /tiny\.onnx/);
  }),
];
