import type { AnalyseOptions, LoadedModels, PhotoToAnalyse } from '@kith/core/pipeline';
import { connectRpc, type RpcClient } from '../rpc/connect-rpc.js';
import type {
  AnalysedBatchMessage,
  AnalysisMethods,
  LoadingMessage,
  PackLocation,
} from './analysis-methods.js';

export interface AnalysisOptions {
  readonly pack: PackLocation;
  readonly createWorker: () => Worker;
  /** Batches after which the worker is replaced: a runtime's memory only grows. */
  readonly recycleAfter: number;
  /** Milliseconds after which a batch is given up and the worker replaced; five times as many for loading. */
  readonly timeoutMs: number;
  /** Bytes of a model file that have come in, of all its bytes. */
  readonly onLoading?: (done: number, total: number) => void;
}

/** The models, running in a worker that is replaced on a schedule and when it dies or hangs. */
export interface Analysis {
  readonly models: LoadedModels;
  /** Moves the photos' pixels into the worker: they are empty afterwards. */
  analyse(
    photos: readonly PhotoToAnalyse[],
    options: AnalyseOptions,
    previewSide: number,
  ): Promise<AnalysedBatchMessage>;
  close(): void;
}

interface Running {
  readonly worker: Worker;
  readonly client: RpcClient<AnalysisMethods>;
  readonly models: LoadedModels;
  batches: number;
}

/** Starts the worker and loads the pack there. Rejects when no backend passes the self-test. */
export async function createAnalysis(options: AnalysisOptions): Promise<Analysis> {
  let running: Running | null = await start(options);
  const { models } = running;
  const stop = () => {
    running?.worker.terminate();
    running = null;
  };
  const analyse: Analysis['analyse'] = async (photos, analyseOptions, previewSide) => {
    if (running && running.batches >= options.recycleAfter) stop();
    running ??= await start(options);
    running.batches++;
    try {
      const moved = photos.map((photo) => photo.decoded.pixels.data.buffer as ArrayBuffer);
      const call = running.client.call('analyse', [photos, analyseOptions, previewSide], moved);
      return await within(call, options.timeoutMs, 'analysing a batch');
    } catch (error) {
      stop();
      throw error;
    }
  };
  // The models serve one analysis at a time: a scan's batch and a face that is drawn meanwhile take turns.
  let turn: Promise<unknown> = Promise.resolve();
  return {
    models,
    analyse: (...work) => {
      const mine = turn.then(() => analyse(...work));
      turn = mine.catch(() => undefined);
      return mine;
    },
    close: stop,
  };
}

async function start({ pack, createWorker, timeoutMs, onLoading }: AnalysisOptions): Promise<Running> {
  const worker = createWorker();
  const client = connectRpc<AnalysisMethods>(worker);
  worker.addEventListener('message', ({ data }: MessageEvent<Partial<LoadingMessage>>) => {
    if (data?.loading) onLoading?.(data.loading.done, data.loading.total);
  });
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    client.fail(new Error(`the analysis worker stopped: ${event.message || 'it could not be loaded'}`));
  });
  try {
    const models = await within(client.call('load', [pack]), 5 * timeoutMs, 'loading the models');
    return { worker, client, models, batches: 0 };
  } catch (error) {
    worker.terminate();
    throw error;
  }
}

function within<T>(work: Promise<T>, ms: number, what: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${what} took over ${Math.round(ms / 1000)} s`)), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
