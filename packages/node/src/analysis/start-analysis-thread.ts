import { Worker } from 'node:worker_threads';
import { type Analyse, type LoadedModels, type PhotoToAnalyse, tellStages } from '@kith/core/pipeline';
import { builtEntry } from '../built-entry.js';
import { lentBuffers } from './lent-buffers.js';
import type { AnalysisReply, AnalysisRequest, AnalysisSetup } from './messages.js';

/** Models in a thread of their own. */
export interface AnalysisThread {
  readonly loaded: LoadedModels;
  /**
   * Finds the faces of a batch; calls wait their turn. The photos' pixels are lent to the thread without a copy: after a
   * success they are gone, after a failure they are back. Rejects with the reason when a model fails or the thread ends.
   */
  readonly analyse: Analyse;
  close(): Promise<void>;
}

/** Starts the thread and loads the pack there. Rejects when the pack is not as it should be or runs on no backend. */
export async function startAnalysisThread(setup: AnalysisSetup): Promise<AnalysisThread> {
  const worker = new Worker(builtEntry('analysis/analysis-thread.js'), {
    workerData: setup,
    // Not this process's own: a test runner's would have the thread load TypeScript.
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: 16 },
  });
  const next = repliesOf(worker);
  const loaded = await next();
  if (loaded.kind !== 'loaded') throw new Error('the analysis thread did not say what it loaded');
  let last: Promise<unknown> = Promise.resolve();
  const analyse: Analyse = (photos, telemetry) => {
    const mine = last.then(async () => {
      const answer = next();
      const request: AnalysisRequest = { kind: 'analyse', photos };
      worker.postMessage(request, lentBuffers(photos));
      const reply = await answer;
      if (reply.kind === 'analysed') {
        tellStages(reply.stages, telemetry);
        return reply.photos;
      }
      if (reply.kind === 'failed') takeBack(photos, reply.pixels);
      throw new Error(reply.kind === 'failed' ? reply.message : 'the analysis thread answered out of turn');
    });
    last = mine.catch(() => undefined);
    return mine;
  };
  return {
    loaded: loaded.models,
    analyse,
    close: async () => {
      await last;
      const ended = new Promise((resolve) => worker.once('exit', resolve));
      worker.postMessage({ kind: 'close' } satisfies AnalysisRequest);
      await ended;
    },
  };
}

/** The next reply, each time it is asked for; rejects when the thread has failed or ended instead. */
function repliesOf(worker: Worker): () => Promise<AnalysisReply> {
  let waiting: { resolve(reply: AnalysisReply): void; reject(error: Error): void } | null = null;
  let failure: Error | null = null;
  const fail = (error: Error) => {
    failure ??= error;
    waiting?.reject(failure);
    waiting = null;
  };
  worker.on('message', (reply: AnalysisReply) => {
    waiting?.resolve(reply);
    waiting = null;
  });
  worker.on('error', fail);
  worker.on('exit', (code) => fail(new Error(`the analysis thread has ended (${code})`)));
  return () =>
    new Promise((resolve, reject) => {
      if (failure) reject(failure);
      else waiting = { resolve, reject };
    });
}

/** Gives the photos their pixels back: the buffers that were lent had left this thread. */
function takeBack(photos: readonly PhotoToAnalyse[], pixels: readonly unknown[]): void {
  for (const [i, photo] of photos.entries()) Object.assign(photo.decoded.pixels, { data: pixels[i] });
}
