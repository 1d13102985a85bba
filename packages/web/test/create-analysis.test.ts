import type { PhotoId } from '@kith/core/photo';
import { defaultAnalyseOptions, type PhotoToAnalyse } from '@kith/core/pipeline';
import { createRaster } from '@kith/core/raster';
import { afterEach, expect, test, vi } from 'vitest';
import { createAnalysis } from '../src/analysis/create-analysis.js';
import { createWebInference } from '../src/inference/create-web-inference.js';
import type { Port } from '../src/rpc/protocol.js';
import { serveRpc } from '../src/rpc/serve-rpc.js';

/** Workers that answer in this thread: which were started, which ended, how many pixels they were given. */
function workers(analyse: (pixels: number) => Promise<void> = async () => undefined) {
  const log: string[] = [];
  const pixels: number[] = [];
  let started = 0;
  const createWorker = () => {
    const id = ++started;
    log.push(`start ${id}`);
    const { port1, port2 } = new MessageChannel();
    for (const port of [port1, port2]) port.start();
    serveRpc(port2 as unknown as Port, {
      load: async () => ({ backend: 'wasm', notices: [] }),
      async analyse(photos: readonly PhotoToAnalyse[]) {
        const bytes = photos.reduce((sum, p) => sum + p.decoded.pixels.data.length, 0);
        pixels.push(bytes);
        await analyse(bytes);
        return { photos: [], stages: [], pictures: [] };
      },
    });
    const terminate = () => {
      log.push(`end ${id}`);
      port1.close();
    };
    return Object.assign(port1, { terminate }) as unknown as Worker;
  };
  return { log, pixels, createWorker };
}

const photo = (): PhotoToAnalyse => ({
  id: 'a' as PhotoId,
  decoded: { pixels: createRaster(64, 32), facts: { width: 64, height: 32, takenAt: null, gps: null } },
  known: [],
  drawn: [],
});
const pack = { manifestText: '{}', baseUrl: '/', backend: 'wasm' as const, avoid: [] };
const open = (createWorker: () => Worker, recycleAfter: number, timeoutMs = 10_000) =>
  createAnalysis({ pack, createWorker, recycleAfter, timeoutMs });

afterEach(() => vi.unstubAllGlobals());

test('the worker is replaced after so many batches, and not before', async () => {
  const { log, createWorker } = workers();
  const analysis = await open(createWorker, 3);
  for (let batch = 0; batch < 7; batch++) await analysis.analyse([photo()], defaultAnalyseOptions, 0);
  expect(log).toEqual(['start 1', 'end 1', 'start 2', 'end 2', 'start 3']);
  analysis.close();
  expect(log.at(-1)).toBe('end 3');
});

test('pixels are moved to the worker, never copied', async () => {
  const { pixels, createWorker } = workers();
  const analysis = await open(createWorker, 200);
  const photos = [photo(), photo()];
  await analysis.analyse(photos, defaultAnalyseOptions, 0);
  expect(pixels).toEqual([2 * 64 * 32 * 3]);
  expect(photos.map((p) => p.decoded.pixels.data.byteLength)).toEqual([0, 0]);
  analysis.close();
});

test('a worker that hangs is ended, and the next batch has a new one', async () => {
  let isHanging = true;
  const { log, createWorker } = workers(() => (isHanging ? new Promise(() => undefined) : Promise.resolve()));
  const analysis = await open(createWorker, 200, 300);
  await expect(analysis.analyse([photo()], defaultAnalyseOptions, 0)).rejects.toThrow(/analysing a batch/);
  expect(log).toEqual(['start 1', 'end 1']);
  isHanging = false;
  await analysis.analyse([photo()], defaultAnalyseOptions, 0);
  expect(log).toEqual(['start 1', 'end 1', 'start 2']);
  analysis.close();
});

test('an fp16 model is refused where the adapter has no shader-f16', async () => {
  vi.stubGlobal('navigator', {
    hardwareConcurrency: 2,
    gpu: { requestAdapter: async () => ({ features: new Set(['timestamp-query']) }) },
  });
  const { load } = await createWebInference({ available: ['webgpu'] });
  const file = { file: 'm.onnx', format: 'onnx', precision: 'fp16', backends: ['webgpu'] } as never;
  await expect(load(file, new Uint8Array(8), ['webgpu'])).rejects.toThrow(/the adapter has no shader-f16/);
});
