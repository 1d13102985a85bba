import type { Backend } from '../models/index.js';
import type {
  CancelSignal,
  Clock,
  Decoder,
  PhotoFile,
  PhotoSource,
  Store,
  Telemetry,
} from '../ports/index.js';
import { decodeAhead, handled } from './decode-ahead.js';
import { dueBatches } from './due-batches.js';
import { type ListingProblem, listFiles } from './list-files.js';
import type { OpenLibrary } from './open-library.js';
import { createProgressMeter } from './progress.js';
import type { AnalysedBatch } from './record-batch.js';
import { type Analyse, analyseSafely } from './scan-analyse.js';
import { listingProgress, type ScanProgress } from './scan-progress.js';
import { collectStages, type StageCollector } from './scan-stages.js';
import { summarise } from './scan-summarise.js';
import type { ScanSummary } from './scan-summary.js';

export interface ScanOptions {
  /** Opened for the model that `analyse` runs. */
  readonly library: OpenLibrary;
  readonly store: Store;
  readonly source: PhotoSource;
  /** The roots that the source lists. */
  readonly roots: readonly string[];
  readonly decoder: Decoder;
  readonly analyse: Analyse;
  /** Where the models run; for the summary. */
  readonly backend: Backend;
  /** Lower-case hex SHA-256. */
  readonly sha256: (bytes: Uint8Array) => Promise<string>;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  /** Photos per batch, 1 to 64; memory holds two batches. */
  readonly batch: number;
  /** Photos read and decoded at once. */
  readonly decoders: number;
  /** Longest side to decode to, pixels. */
  readonly decodeSide: number;
  /** Memory held now or at most since the scan began, MiB; asked after each batch. */
  readonly memoryMb: () => number;
  readonly signal?: CancelSignal;
  readonly onProgress?: (progress: ScanProgress) => void;
  readonly onProblem?: (problem: ListingProblem) => void;
}

/**
 * Lists, then hashes and analyses what is due, batch by batch in a stable order; each batch is committed whole. While
 * one batch is analysed, the next is hashed and decoded and the one before is grouped and stored. A cancel finishes the batch at hand and keeps everything. Killed at any
 * instant and run again, it ends in what an undisturbed run gives.
 * Throws when the store fails or when no photo of a batch can be analysed; what is committed stays.
 */
export async function scan(options: ScanOptions): Promise<ScanSummary> {
  const { store, library, clock, signal, roots } = options;
  const started = clock.monotonic();
  const stages = collectStages(options.telemetry);
  const tell = options.onProgress ?? (() => undefined);
  const { fresh, problems } = await listFiles({
    ...options,
    signal,
    onSeen: (n) => tell(listingProgress(n)),
  });
  for (const problem of problems) options.onProblem?.(problem);
  await library.refreshPresence();
  const count = await analyseDue(fresh, options, stages, tell);
  await library.saveSnapshot();
  return summarise({
    store,
    library,
    roots,
    stages: stages.figures(),
    indexed: count.indexed,
    failed: count.failed,
    wallMs: clock.monotonic() - started,
    peakRssMb: Math.max(count.peakRssMb, options.memoryMb()),
    backend: options.backend,
  });
}

interface Count {
  total: number;
  indexed: number;
  failed: number;
  faces: number;
  peakRssMb: number;
}

async function analyseDue(
  fresh: readonly PhotoFile[],
  options: ScanOptions,
  stages: StageCollector,
  tell: (progress: ScanProgress) => void,
): Promise<Count> {
  const { library } = options;
  const count: Count = { total: 0, indexed: 0, failed: 0, faces: 0, peakRssMb: 0 };
  const meter = createProgressMeter(options.clock);
  const report = (phase: ScanProgress['phase']) => {
    const { total, indexed, failed, faces } = count;
    tell(
      meter.report({
        ...{ phase, done: indexed + failed, total, failed, faces },
        people: library.people().length,
        queues: queuesAfter(total - indexed - failed, options.batch),
      }),
    );
  };
  const onTotal = (photos: number) => {
    count.total = photos;
    report('analysing');
  };
  const record = async (analysed: AnalysedBatch) => {
    await library.record(analysed, stages);
    count.indexed += analysed.indexed.length;
    count.failed += analysed.failed.length;
    count.faces += analysed.indexed.reduce((n, p) => n + p.faces.length, 0);
    count.peakRssMb = Math.max(count.peakRssMb, options.memoryMb());
    report('analysing');
  };
  const batches = dueBatches(fresh, { ...options, model: library.model, onTotal });
  let recorded: Promise<void> = Promise.resolve();
  try {
    for await (const batch of decodeAhead(batches, { ...options, telemetry: stages })) {
      const analysed = await analyseSafely(batch, options, stages);
      await recorded;
      recorded = handled(record(analysed));
    }
  } finally {
    await recorded;
  }
  if (fresh.length > 0) await library.refreshPresence();
  report(options.signal?.aborted ? 'cancelled' : 'finished');
  return count;
}

/** Of the photos left, those of the next batch are ahead: decoded, or being decoded, when a batch is committed. */
function queuesAfter(left: number, batch: number): ScanProgress['queues'] {
  const ahead = Math.min(left, batch);
  return { waiting: left - ahead, ahead };
}
