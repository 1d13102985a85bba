import type { FaceMap } from '../../api/outputs.js';

/** From and to the worker that computes the layout. */
export interface LayRequest {
  readonly vectors: Float32Array;
  readonly dimension: number;
}
export type LayAnswer =
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'points'; readonly points: Float32Array };

/** Starts the layout of a map; `onPoints` gets x, y for each face in turn. Returns how to stop it. */
export function layFaces(
  map: FaceMap,
  onProgress: (share: number) => void,
  onPoints: (points: Float32Array) => void,
): () => void {
  if (map.faces.length < 10) return () => {};
  const worker = new Worker(new URL('../work/lay-faces.worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<LayAnswer>) => {
    if (data.kind === 'progress') onProgress(data.done);
    else onPoints(data.points);
  };
  const vectors = decode(map.vectors);
  const request: LayRequest = { vectors, dimension: map.dimension };
  worker.postMessage(request, [vectors.buffer]);
  return () => worker.terminate();
}

function decode(base64: string): Float32Array<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
}
