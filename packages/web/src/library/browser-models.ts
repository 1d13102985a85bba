import type { Backend } from '@kith/core/models';
import type { AnalysisSettings } from '@kith/core/pipeline';
import type { Store } from '@kith/core/ports';
import { type Analysis, createAnalysis } from '../analysis/create-analysis.js';
import { availableBackends } from '../inference/available-backends.js';
import { type Canary, forgetCanary, openCanary } from './canary.js';
import type { WebPack } from './pack-from-url.js';

export interface BrowserModelsOptions {
  readonly pack: WebPack;
  /** Instead of what the library's settings say. */
  readonly backend?: 'auto' | Backend;
  /** Default: the package's own worker. */
  readonly createWorker?: () => Worker;
  /** Batches after which the analysis worker is replaced; default 200. */
  readonly recycleAfter?: number;
  /** Milliseconds that a batch may take, default 120,000; loading may take five times as long. */
  readonly timeoutMs?: number;
}

/** The models of a library, loaded at the first scan. */
export interface BrowserModels {
  current(): Analysis | null;
  notices(): readonly string[];
  /** `onLoading` hears of the bytes of each model file as they come in. */
  load(onLoading?: (done: number, total: number) => void): Promise<Analysis>;
  /** A batch went through: the accelerator is safe. */
  passed(): Promise<void>;
  /** Loads them for this backend at the next scan. A GPU that is asked for is tried even if it failed before. */
  use(backend: AnalysisSettings['backend']): Promise<void>;
  /** True when an accelerator failed at work and has been left for good: the scan is to be taken up again without it. */
  abandonAccelerator(): Promise<boolean>;
}

/** Loads the models once, at the first scan, guarded by the canary. */
export function createBrowserModels(
  options: BrowserModelsOptions,
  store: Store,
  wanted: () => AnalysisSettings['backend'],
): BrowserModels {
  let current: Analysis | null = null;
  let notices: readonly string[] = [];
  let canary: Canary | null = null;
  return {
    current: () => current,
    notices: () => notices,
    passed: async () => canary?.sing(),
    async use(backend) {
      if (backend === 'gpu') {
        if (!(await availableBackends()).includes('webgpu'))
          throw new Error('this browser offers no WebGPU, or none that Kith trusts: it goes on as before');
        await forgetCanary(store);
      }
      current?.close();
      current = null;
    },
    async abandonAccelerator() {
      if (current?.models.backend !== 'webgpu') return false;
      current.close();
      current = null;
      await canary?.die();
      return true;
    },
    async load(onLoading) {
      if (current) return current;
      const backend = options.backend ?? backends[wanted()];
      const mayTry = backend !== 'wasm' && (await availableBackends()).includes('webgpu');
      canary = await openCanary(store, mayTry);
      current = await createAnalysis({
        pack: { ...options.pack, backend, avoid: canary.avoid },
        createWorker: options.createWorker ?? analysisWorker,
        recycleAfter: options.recycleAfter ?? 200,
        timeoutMs: options.timeoutMs ?? 120_000,
        ...(onLoading && { onLoading }),
      });
      const left = canary.avoid.length > 0 ? ['WebGPU failed here before; WASM is used'] : [];
      notices = [...left, ...current.models.notices];
      return current;
    },
  };
}

const backends = { auto: 'auto', gpu: 'webgpu', cpu: 'wasm' } as const;

const analysisWorker = () =>
  new Worker(new URL('../analysis/analysis-worker.js', import.meta.url), {
    type: 'module',
    name: 'kith-analysis',
  });
