import { inferenceContract, tinyModel } from '@kith/testkit';
import { describe, expect, it } from 'vitest';
import { createNodeInference } from '../../src/inference/create-node-inference.js';

describe('ONNX Runtime in Node', () => {
  const inference = createNodeInference({ onFallback: () => undefined });
  for (const promise of inferenceContract)
    it(promise.name, () => promise.run(async () => ({ inference, dispose: async () => undefined })));

  it('tells every fallback', async () => {
    const told: string[] = [];
    const loud = createNodeInference({ onFallback: (...args) => told.push(args.join(' | ')) });
    const { file, bytes } = tinyModel();
    await (await loud.load(file, bytes, ['wasm', 'cpu'])).close();
    expect(told).toEqual(['tiny.onnx | wasm | not offered by ONNX Runtime on this system']);
  });

  it('refuses a number of threads that makes no sense', () => {
    expect(() => createNodeInference({ threads: 0 })).toThrow(/threads/);
  });
});
