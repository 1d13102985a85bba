import type { PhotoFacts, PhotoFailure, PhotoId } from '../photo/index.js';
import {
  type Clock,
  type DecodedPhoto,
  type Decoder,
  type PhotoSource,
  reasonOf,
  type Store,
  type StoredPhoto,
  type Telemetry,
} from '../ports/index.js';

export interface DecodeOptions {
  readonly store: Store;
  readonly source: PhotoSource;
  readonly decoder: Decoder;
  readonly roots: readonly string[];
  /** Longest side to decode to, pixels. */
  readonly decodeSide: number;
  /** How many photos are read and decoded at once. */
  readonly decoders: number;
  readonly sha256: (bytes: Uint8Array) => Promise<string>;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
}

/** Photos ready to be analysed, and those that will not be. */
export interface DecodedBatch {
  readonly decoded: readonly { readonly id: PhotoId; readonly decoded: DecodedPhoto }[];
  readonly failed: readonly {
    readonly id: PhotoId;
    readonly failure: PhotoFailure;
    readonly facts: PhotoFacts | null;
  }[];
}

type Outcome =
  | { readonly ok: true; readonly photo: DecodedPhoto }
  | { readonly ok: false; readonly reason: string; readonly kind: 'transient' | 'permanent' };

/** Reads and decodes a batch, in order. Never rejects over a photo: a bad one is among `failed`, with its reason. */
export async function decodeBatch(ids: readonly PhotoId[], options: DecodeOptions): Promise<DecodedBatch> {
  const decoded: { id: PhotoId; decoded: DecodedPhoto }[] = [];
  const failed: DecodedBatch['failed'][number][] = [];
  const outcomes = await mapLimited(ids, options.decoders, (id) => decodeOne(id, options));
  for (const { id, outcome, attempts } of outcomes) {
    if (outcome.ok) decoded.push({ id, decoded: outcome.photo });
    else {
      const { reason, kind } = outcome;
      failed.push({ id, failure: { reason, kind, attempts: attempts + 1 }, facts: null });
    }
  }
  return { decoded, failed };
}

async function decodeOne(id: PhotoId, options: DecodeOptions) {
  const photo = await options.store.photo(id);
  const attempts = photo?.state.state === 'failed' ? photo.state.failure.attempts : 0;
  const outcome = photo ? await readAndDecode(photo, options) : gone;
  return { id, outcome, attempts };
}

const gone: Outcome = { ok: false, reason: 'the file is no longer there', kind: 'transient' };
const changed: Outcome = {
  ok: false,
  reason: 'the file changed while it was being scanned; scan again',
  kind: 'transient',
};

/** Of several files with the photo's bytes, the first that can be read and still has them. */
async function readAndDecode(photo: StoredPhoto, options: DecodeOptions): Promise<Outcome> {
  let outcome: Outcome = gone;
  for (const file of photo.files.filter((f) => options.roots.includes(f.root))) {
    try {
      const bytes = await options.source.read(file);
      if ((await options.sha256(bytes)) === photo.id) return decode(bytes, options);
      outcome = changed;
    } catch (cause) {
      outcome = { ok: false, reason: reasonOf(cause), kind: 'transient' };
    }
  }
  return outcome;
}

async function decode(bytes: Uint8Array, options: DecodeOptions): Promise<Outcome> {
  const { decoder, clock, telemetry, decodeSide } = options;
  const started = clock.monotonic();
  try {
    const outcome = await decoder.decode(bytes, decodeSide);
    const elapsed = clock.monotonic() - started;
    if (outcome.ok) telemetry.stage('decode', outcome.photo.ms ?? elapsed, 1, 0);
    return outcome;
  } catch (cause) {
    return { ok: false, reason: `decoding failed: ${reasonOf(cause)}`, kind: 'permanent' };
  }
}

/** Maps in order with at most `limit` at work. */
async function mapLimited<T, R>(
  items: readonly T[],
  limit: number,
  map: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = new Array(items.length);
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const at = next++;
      results[at] = await map(items[at] as T);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}
