import type { PhotoToAnalyse } from '@kith/core/pipeline';

/** The memory of the photos' pixels, to be handed from one thread to the other without a copy; shared memory is not. */
export function lentBuffers(photos: readonly PhotoToAnalyse[]): ArrayBuffer[] {
  const buffers = photos.map((photo) => photo.decoded.pixels.data.buffer);
  return [...new Set(buffers)].filter((buffer): buffer is ArrayBuffer => buffer instanceof ArrayBuffer);
}
