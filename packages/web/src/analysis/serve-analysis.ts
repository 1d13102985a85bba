import {
  type AnalyseOptions,
  analyseForOther,
  type LoadedModels,
  type LoadedPack,
  loadPack,
  type PhotoToAnalyse,
} from '@kith/core/pipeline';
import { createWebInference } from '../inference/create-web-inference.js';
import { photoPictures } from '../pictures/photo-pictures.js';
import { fetchFile } from '../platform/fetch-file.js';
import { webClock } from '../platform/web-clock.js';
import { webSha256 } from '../platform/web-sha256.js';
import type { Port } from '../rpc/protocol.js';
import { moving, serveRpc } from '../rpc/serve-rpc.js';
import type {
  AnalysedBatchMessage,
  AnalysisMethods,
  LoadingMessage,
  PackLocation,
} from './analysis-methods.js';

/** Runs the models for whoever is at the other end of the port. */
export function serveAnalysis(port: Port): void {
  let pack: LoadedPack | null = null;
  const methods: AnalysisMethods = {
    async load(location) {
      await pack?.close();
      pack = await open(location, (done, total) =>
        port.postMessage({ loading: { done, total } } satisfies LoadingMessage, []),
      );
      const { key, backend, notices } = pack;
      return { key, backend, notices } satisfies LoadedModels;
    },
    async analyse(photos, options, previewSide) {
      if (!pack) throw new Error('no pack has been loaded');
      return analyse(pack, photos, options, previewSide);
    },
  };
  serveRpc(port, methods);
}

type OnBytes = (done: number, total: number) => void;

async function open(
  { manifestText, baseUrl, backend, avoid }: PackLocation,
  onBytes: OnBytes,
): Promise<LoadedPack> {
  const inference = await createWebInference();
  return loadPack({
    manifestText,
    readFile: (name) => fetchBytes(new URL(name, baseUrl), onBytes),
    sha256: webSha256,
    inference: { ...inference, available: inference.available.filter((b) => !avoid.includes(b)) },
    backend: backend !== 'auto' && avoid.includes(backend) ? 'auto' : backend,
  });
}

/** The whole file, told as it comes in. Where the server does not say how long it is, only its end is told. */
async function fetchBytes(url: URL, onBytes: OnBytes): Promise<Uint8Array> {
  const response = await fetchFile(url);
  const total = Number(response.headers.get('content-length') ?? 0);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let done = 0;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array<ArrayBuffer>>) {
    chunks.push(chunk);
    done += chunk.length;
    if (total > 0) onBytes(Math.min(done, total), total);
  }
  onBytes(done, done);
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

async function analyse(
  pack: LoadedPack,
  photos: readonly PhotoToAnalyse[],
  options: AnalyseOptions,
  previewSide: number,
): Promise<AnalysedBatchMessage> {
  const { photos: found, stages } = await analyseForOther({ photos, pack, options, clock: webClock });
  const pictures = await picturesOf(photos, found, previewSide);
  const vectors = found.flatMap((photo) => photo.faces.map((f) => f.vector.values.buffer as ArrayBuffer));
  return moving({ photos: found, stages, pictures }, vectors);
}

async function picturesOf(
  photos: readonly PhotoToAnalyse[],
  found: AnalysedBatchMessage['photos'],
  previewSide: number,
): Promise<AnalysedBatchMessage['pictures']> {
  if (previewSide <= 0) return [];
  const pictures = [];
  for (const [i, { id, decoded }] of photos.entries()) {
    const faces = found[i]!.faces.map((f) => f.face);
    pictures.push(...(await photoPictures(id, decoded, faces, previewSide)));
  }
  return pictures;
}
