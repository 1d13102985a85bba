import type { PhotoId } from '../photo/index.js';
import type { CancelSignal } from '../ports/index.js';
import { type DecodedBatch, type DecodeOptions, decodeBatch } from './scan-decode.js';

/** Batches in order, the next one being decoded while the caller works on this one. Ends early on cancel. */
export async function* decodeAhead(
  batches: AsyncGenerator<readonly PhotoId[]>,
  options: DecodeOptions & { readonly signal?: CancelSignal },
): AsyncGenerator<DecodedBatch> {
  const decodeNext = async () => {
    const { value, done } = await batches.next();
    return done ? null : decodeBatch(value, options);
  };
  let next = handled(decodeNext());
  for (let batch = await next; batch && !options.signal?.aborted; batch = await next) {
    next = handled(decodeNext());
    yield batch;
  }
  await next;
}

/** The same promise, which may fail before anybody waits for it. */
export function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
