// A thread that holds the models and analyses batches of photos for the main one, so that reading, decoding, grouping and
// storing go on while they compute.
import { parentPort, workerData } from 'node:worker_threads';
import { analyseForOther, type LoadedPack, loadPack, type PhotoToAnalyse } from '@kith/core/pipeline';
import { reasonOf } from '@kith/core/ports';
import { createNodeInference } from '../inference/create-node-inference.js';
import { readPackFolder } from '../models/read-pack-folder.js';
import { sha256 } from '../models/sha256.js';
import { nodeClock } from '../platform/node-clock.js';
import { lentBuffers } from './lent-buffers.js';
import type { AnalysisReply, AnalysisRequest, AnalysisSetup } from './messages.js';

const setup = workerData as AnalysisSetup;
const port = parentPort;
if (!port) throw new Error('analysis-thread is started as a thread');

const pack = await load(setup);
port.on('message', async (request: AnalysisRequest) => {
  if (request.kind === 'analyse') return answer(request.photos);
  await pack.close();
  port.close();
});
const { key, backend, notices } = pack;
send({ kind: 'loaded', models: { key, backend, notices } });

function send(reply: AnalysisReply, moved: ArrayBuffer[] = []): void {
  port?.postMessage(reply, moved);
}

async function load({ pack: path, weights, backend: wanted, threads }: AnalysisSetup): Promise<LoadedPack> {
  const folder = await readPackFolder(path, weights === null ? {} : { weights });
  const inference = createNodeInference({ threads, onFallback: () => undefined });
  return loadPack({ ...folder, sha256, inference, backend: wanted });
}

async function answer(photos: readonly PhotoToAnalyse[]): Promise<void> {
  try {
    const analysed = await analyseForOther({ photos, pack, options: setup.options, clock: nodeClock });
    send({ kind: 'analysed', ...analysed });
  } catch (error) {
    const message = reasonOf(error);
    const pixels = photos.map((photo) => photo.decoded.pixels.data);
    send({ kind: 'failed', message, pixels }, lentBuffers(photos));
  }
}
