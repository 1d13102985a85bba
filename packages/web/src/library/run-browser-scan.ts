import {
  type Analyse,
  type AnalyseOptions,
  defaultAnalyseOptions,
  type OpenLibrary,
  type RunScan,
  type ScanProgress,
  type ScanSummary,
  scan,
  tellStages,
} from '@kith/core/pipeline';
import type { CancelSignal, Decoder, Store, Telemetry } from '@kith/core/ports';
import type { NamedPicture } from '../pictures/photo-pictures.js';
import type { PictureStore } from '../pictures/picture-store.js';
import { NoRoom } from '../platform/no-room.js';
import { webClock } from '../platform/web-clock.js';
import { webSha256 } from '../platform/web-sha256.js';
import type { BrowserModels } from './browser-models.js';
import type { NamedSource } from './browser-scan.js';
import { makePictures } from './make-pictures.js';

export interface BrowserScanOptions {
  readonly analyse?: Partial<AnalyseOptions>;
  /** Photos per batch, instead of what the library's settings say; they begin with 8, which a phone of 4 GB holds. */
  readonly batch?: number;
  /** Longest side of the previews kept of photos; default 1024. 0 keeps neither previews nor face squares. */
  readonly previewSide?: number;
  readonly telemetry?: Telemetry;
}

/** What a scan works with; the library and the batch are those of its start. */
export interface BrowserScanParts {
  readonly store: Store;
  readonly pictures: PictureStore;
  readonly decoder: Decoder;
  readonly models: BrowserModels;
  readonly library: () => OpenLibrary;
  readonly batch: () => number;
}

const silent: Telemetry = { stage() {}, count() {}, gauge() {} };

/** Runs a scan; where an accelerator fails at work, takes it up again on WASM: what is committed stays. */
export function browserScanRunner(
  options: BrowserScanOptions,
  parts: BrowserScanParts,
): RunScan<NamedSource> {
  return async (source, signal, onProgress): Promise<ScanSummary> => {
    try {
      return await runOnce(options, parts, source, signal, onProgress);
    } catch (error) {
      if (signal.aborted || !(await parts.models.abandonAccelerator())) throw error;
      return runOnce(options, parts, source, signal, onProgress);
    }
  };
}

async function runOnce(
  options: BrowserScanOptions,
  parts: BrowserScanParts,
  { root, source }: NamedSource,
  signal: CancelSignal,
  onProgress: (progress: ScanProgress) => void,
): Promise<ScanSummary> {
  await parts.models.load((done, total) => onProgress({ ...loading, done, total }));
  const { analyse, backend } = await browserAnalyse(options, parts);
  const summary = await scan({
    library: parts.library(),
    store: parts.store,
    source,
    roots: [root],
    decoder: parts.decoder,
    analyse,
    backend,
    sha256: webSha256,
    clock: webClock,
    telemetry: options.telemetry ?? silent,
    batch: options.batch ?? parts.batch(),
    decoders: decodersFor(navigator.hardwareConcurrency),
    decodeSide: sideOf(options),
    // Browsers tell a worker nothing of its memory.
    memoryMb: () => 0,
    signal,
    onProgress,
  });
  const previewSide = previewSideOf(options);
  if (previewSide > 0)
    await makePictures({ root, source }, parts, {
      previewSide,
      decodeSide: sideOf(options),
      signal,
      onProgress: (done, total) => onProgress({ ...loading, phase: 'pictures', done, total }),
    });
  return summary;
}

const loading: ScanProgress = {
  phase: 'loading',
  done: 0,
  total: 0,
  failed: 0,
  photosPerSecond: 0,
  remainingMs: null,
  faces: 0,
  people: 0,
  queues: { waiting: 0, ahead: 0 },
};

/** One core is left to the models. */
const decodersFor = (cores: number) => Math.min(2, Math.max(1, cores - 1));

const sideOf = (options: BrowserScanOptions) => ({ ...defaultAnalyseOptions, ...options.analyse }).decodeSide;

const previewSideOf = (options: BrowserScanOptions) => options.previewSide ?? 1024;

/** The analysis of the worker; pictures that `keeps` wants are kept. Loads the models when they are not. */
export async function browserAnalyse(
  options: BrowserScanOptions,
  parts: BrowserScanParts,
  keeps: (picture: string) => boolean = () => true,
) {
  const analysis = await parts.models.load();
  const analyseOptions = { ...defaultAnalyseOptions, ...options.analyse };
  const previewSide = previewSideOf(options);
  const analyse: Analyse = async (photos, telemetry) => {
    const { photos: found, stages, pictures } = await analysis.analyse(photos, analyseOptions, previewSide);
    tellStages(stages, telemetry);
    await keep(
      pictures.filter(({ name }) => keeps(name)),
      parts.pictures,
    );
    await parts.models.passed();
    return found;
  };
  return { analyse, backend: analysis.models.backend };
}

/** Without room for its pictures a photo is still analysed: they are made at a scan's end or later, or the scan says why not. */
async function keep(pictures: readonly NamedPicture[], store: PictureStore): Promise<void> {
  try {
    for (const { name, picture } of pictures) await store.put(name, picture);
  } catch (error) {
    if (!(error instanceof NoRoom)) throw error;
  }
}
