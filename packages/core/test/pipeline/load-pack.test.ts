import { readFileSync } from 'node:fs';
import type { Backend } from '@kith/core/models';
import { type LoadPackRequest, loadPack } from '@kith/core/pipeline';
import type { Inference, InferenceSession } from '@kith/core/ports';
import { expect, test } from 'vitest';

const packs = new URL('../../../../evaluation/packs/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('reference-yunet-mbf.json', packs), 'utf8'));
const { detector, embedder } = manifest.models;

/** How a model behaves on a backend. */
type Behaviour = 'golden' | 'nan' | 'constant' | 'throws';

/** A runtime whose models give their golden outputs, or misbehave as told; and what it still holds open. */
function runtime(available: readonly Backend[], behaviour: (file: string, backend: Backend) => Behaviour) {
  const open = new Set<string>();
  const inference: Inference = {
    available,
    async load(file, _bytes, [backend]): Promise<InferenceSession> {
      if (!available.includes(backend!)) throw new Error('not offered here');
      const how = behaviour(file.file, backend!);
      if (how === 'throws') throw new Error('no adapter\nat pages of C++');
      open.add(`${file.file} ${backend}`);
      const entry = file.file === detector.files[0].file ? detector : embedder;
      const names: string[] = entry.head
        ? entry.head.levels.map((l: { boxes: string }) => l.boxes)
        : [entry.output];
      const value = (i: number) => (how === 'nan' ? Number.NaN : how === 'constant' ? 1 : Math.sin(i));
      const data = Float32Array.from({ length: 64 }, (_, i) =>
        how === 'golden' ? (entry.golden.head[i] ?? Math.sin(i)) : value(i),
      );
      return {
        backend: backend!,
        inputs: [],
        outputs: names,
        run: async () => Object.fromEntries(names.map((name) => [name, { shape: [1, 64], data }])),
        close: async () => {
          open.delete(`${file.file} ${backend}`);
        },
      };
    },
  };
  return { inference, open };
}

/** Files hash to what the manifest says unless `hash` says otherwise. */
function request(inference: Inference, more: Partial<LoadPackRequest> = {}): LoadPackRequest {
  const files = [detector.files[0], embedder.files[0]];
  return {
    manifestText: JSON.stringify(manifest),
    readFile: async (name) => new Uint8Array(files.find((f) => f.file === name).bytes),
    sha256: async (bytes) => files.find((f) => f.bytes === bytes.length).sha256,
    inference,
    backend: 'auto',
    ...more,
  };
}

test('healthy models load without a notice, and close', async () => {
  const { inference, open } = runtime(['cpu'], () => 'golden');
  const pack = await loadPack(request(inference));
  expect(pack.notices).toEqual([]);
  expect(pack.backend).toBe('cpu');
  expect(pack.key).toBe(`reference-yunet-mbf/${embedder.files[0].sha256.slice(0, 16)}/1`);
  await pack.close();
  expect(open).toEqual(new Set());
});

test.each(['nan', 'constant', 'throws'] as const)(
  'an accelerator that gives %s is left, loudly',
  async (how) => {
    const { inference, open } = runtime(['webgpu', 'cpu'], (_, backend) =>
      backend === 'webgpu' ? how : 'golden',
    );
    const pack = await loadPack(request(inference));
    expect(pack.backend).toBe('cpu');
    expect(pack.notices).toHaveLength(2);
    expect(pack.notices[0]).toMatch(/detector does not run on webgpu/);
    expect(pack.notices.join()).not.toContain('\n');
    expect(open.size).toBe(2);
  },
);

test('a wrong golden head is a refusal; with no backend left the reasons are told and nothing stays open', async () => {
  const { inference, open } = runtime(['cpu'], (file) =>
    file === embedder.files[0].file ? 'nan' : 'golden',
  );
  await expect(loadPack(request(inference))).rejects.toThrow(
    /embedder runs on no backend: cpu: self-test: .*NaN/,
  );
  expect(open).toEqual(new Set());
});

test('a processor that reckons wrongly with the file it should prefer gets another one', async () => {
  const other = {
    ...embedder.files[0],
    file: 'other.onnx',
    sha256: 'a'.repeat(64),
    bytes: 7,
    backends: ['webgpu'],
  };
  const models = { ...manifest.models, embedder: { ...embedder, files: [...embedder.files, other] } };
  const { inference, open } = runtime(['cpu'], (file) =>
    file === embedder.files[0].file ? 'constant' : 'golden',
  );
  const files = [detector.files[0], embedder.files[0], other];
  const pack = await loadPack(
    request(inference, {
      manifestText: JSON.stringify({ ...manifest, models }),
      readFile: async (name) => new Uint8Array(files.find((f) => f.file === name).bytes),
      sha256: async (bytes) => files.find((f) => f.bytes === bytes.length).sha256,
    }),
  );
  expect(pack.notices).toEqual([
    expect.stringMatching(/embedder does not run on cpu, trying other\.onnx, which is slower \(self-test/),
  ]);
  expect(open).toContain('other.onnx cpu');
  expect(open.size).toBe(2);
});

const forCoreMl = JSON.stringify(manifest).replaceAll('"cpu"', '"coreml","cpu"');

test('a backend asked for that is not there is said so', async () => {
  const { inference } = runtime(['cpu'], () => 'golden');
  const pack = await loadPack(request(inference, { backend: 'coreml', manifestText: forCoreMl }));
  expect(pack.backend).toBe('cpu');
  expect(pack.notices[0]).toMatch(/detector does not run on coreml, trying the next \(not offered here\)/);
});

test('a file of the right size with another hash, or of another size, is refused', async () => {
  const { inference } = runtime(['cpu'], () => 'golden');
  const other = request(inference, { sha256: async () => 'f'.repeat(64) });
  await expect(loadPack(other)).rejects.toThrow(/expected SHA-256 .*, came ffff/);
  const short = request(inference, { readFile: async () => new Uint8Array(5) });
  await expect(loadPack(short)).rejects.toThrow(/expected \d+ bytes, came 5/);
});
