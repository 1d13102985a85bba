import { type Backend, parsePack } from '@kith/core/models';
import { createPeopleEngine, deriveThresholds } from '@kith/core/people';
import {
  type Analyse,
  type AnalyseOptions,
  defaultAnalyseOptions,
  type OpenLibrary,
  openLibrary,
  type RunScan,
  type ScanProgress,
  type ScanSummary,
  scan,
} from '@kith/core/pipeline';
import type { CancelSignal, Decoder, Store, Telemetry } from '@kith/core/ports';
import { modelKey } from '@kith/core/vectors';
import { type Analysis, createAnalysis } from '../analysis/create-analysis.js';
import { createWebDecoder } from '../decode/create-web-decoder.js';
import { availableBackends } from '../inference/available-backends.js';
import { openPictureStore, type PictureStore } from '../pictures/picture-store.js';
import { webClock } from '../platform/web-clock.js';
import { webSha256 } from '../platform/web-sha256.js';
import { openWebStore } from '../store/open-web-store.js';
import { type BrowserScan, createBrowserScan, type NamedSource } from './browser-scan.js';
import { type Canary, openCanary } from './canary.js';
import type { WebPack } from './pack-from-url.js';

export interface BrowserLibraryOptions {
  readonly pack: WebPack;
  /** Names the library among those of the origin; default `kith`. */
  readonly name?: string;
  readonly backend?: 'auto' | Backend;
  /** Default: the package's own worker. */
  readonly createWorker?: () => Worker;
  readonly analyse?: Partial<AnalyseOptions>;
  /** Photos per batch; default 8, which a phone of 4 GB holds. */
  readonly batch?: number;
  /** Batches after which the analysis worker is replaced; default 200. */
  readonly recycleAfter?: number;
  /** Longest side of the previews kept of photos; default 1024. 0 keeps neither previews nor face squares. */
  readonly previewSide?: number;
  readonly telemetry?: Telemetry;
}

/** A whole Kith in a browser's worker: store, people, scans. Nothing leaves the page. */
export interface BrowserLibrary {
  readonly store: Store;
  readonly library: () => OpenLibrary;
  readonly scan: BrowserScan;
  readonly decoder: Decoder;
  /** `face-<face id>` and `photo-<photo id>`, as they were analysed. */
  readonly pictures: PictureStore;
  /** Null until the models have been loaded, at the first scan. */
  readonly backend: () => Backend | null;
  readonly notices: () => readonly string[];
  /** After what was computed, or everything, has been deleted. */
  reopen(): Promise<OpenLibrary>;
  /** The library's SQLite file; Kith for Node opens it as `library.db`. */
  exportFile(): Promise<Uint8Array>;
  close(): Promise<void>;
}

/**
 * Opens the library of this origin, in a worker of the page. The models are loaded, and their self-tests run, in a
 * worker below it when the first scan starts. Rejects when another tab has the library open.
 */
export async function openBrowserLibrary(options: BrowserLibraryOptions): Promise<BrowserLibrary> {
  const name = options.name ?? 'kith';
  const { store, exportFile } = await openWebStore({ name });
  try {
    const pictures = await openPictureStore(`${name}-pictures`);
    const decoder = createWebDecoder();
    let library = await openPeople(store, options.pack);
    const models = createModels(options, store);
    const run = scanRunner(options, { store, pictures, decoder, models, library: () => library });
    const browserScan = createBrowserScan(run);
    return {
      store,
      library: () => library,
      scan: browserScan,
      decoder,
      pictures,
      backend: () => models.current()?.models.backend ?? null,
      notices: () => models.notices(),
      async reopen() {
        await browserScan.cancel();
        if ((await store.counts()).faces === 0) await pictures.clear();
        library = await openPeople(store, options.pack);
        return library;
      },
      exportFile,
      async close() {
        await browserScan.cancel();
        models.current()?.close();
        await library.close();
        await decoder.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

function openPeople(store: Store, { manifestText }: WebPack): Promise<OpenLibrary> {
  const manifest = parsePack(manifestText);
  const { embedder } = manifest.models;
  const model = modelKey(manifest);
  const thresholds = deriveThresholds(embedder.cosineAtFalseMatchRate, manifest.clustering);
  return openLibrary({
    store,
    model,
    engineFactory: (restore) =>
      createPeopleEngine({
        model,
        dimension: embedder.dimension,
        thresholds,
        ...(restore ? { restore } : {}),
      }),
    clock: webClock,
    ids: () => crypto.randomUUID(),
  });
}

interface Models {
  current(): Analysis | null;
  notices(): readonly string[];
  load(): Promise<Analysis>;
  /** A batch went through: the accelerator is safe. */
  passed(): Promise<void>;
  /** True when an accelerator failed at work and has been left for good: the scan is to be taken up again without it. */
  abandonAccelerator(): Promise<boolean>;
}

/** Loads the models once, at the first scan, guarded by the canary. */
function createModels(options: BrowserLibraryOptions, store: Store): Models {
  let current: Analysis | null = null;
  let notices: readonly string[] = [];
  let canary: Canary | null = null;
  return {
    current: () => current,
    notices: () => notices,
    passed: async () => canary?.sing(),
    async abandonAccelerator() {
      if (current?.models.backend !== 'webgpu') return false;
      current.close();
      current = null;
      await canary?.die();
      return true;
    },
    async load() {
      if (current) return current;
      const backend = options.backend ?? 'auto';
      const mayTry = backend !== 'wasm' && (await availableBackends()).includes('webgpu');
      canary = await openCanary(store, mayTry);
      current = await createAnalysis({
        pack: { ...options.pack, backend, avoid: canary.avoid },
        createWorker: options.createWorker ?? analysisWorker,
        recycleAfter: options.recycleAfter ?? 200,
        timeoutMs: 120_000,
      });
      const left = canary.avoid.length > 0 ? ['WebGPU failed here before; WASM is used'] : [];
      notices = [...left, ...current.models.notices];
      return current;
    },
  };
}

const analysisWorker = () =>
  new Worker(new URL('../analysis/analysis-worker.js', import.meta.url), {
    type: 'module',
    name: 'kith-analysis',
  });

interface ScanParts {
  readonly store: Store;
  readonly pictures: PictureStore;
  readonly decoder: Decoder;
  readonly models: Models;
  readonly library: () => OpenLibrary;
}

const silent: Telemetry = { stage() {}, count() {}, gauge() {} };

/** Runs a scan; where an accelerator fails at work, takes it up again on WASM: what is committed stays. */
function scanRunner(options: BrowserLibraryOptions, parts: ScanParts): RunScan<NamedSource> {
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
  options: BrowserLibraryOptions,
  parts: ScanParts,
  { root, source }: NamedSource,
  signal: CancelSignal,
  onProgress: (progress: ScanProgress) => void,
): Promise<ScanSummary> {
  const analysis = await parts.models.load();
  const analyseOptions = { ...defaultAnalyseOptions, ...options.analyse };
  const analyse: Analyse = async (photos, telemetry) => {
    const previewSide = options.previewSide ?? 1024;
    const { photos: found, stages, pictures } = await analysis.analyse(photos, analyseOptions, previewSide);
    for (const s of stages) telemetry.stage(s.stage, s.ms, s.photos, s.faces);
    for (const { name, picture } of pictures) await parts.pictures.put(name, picture);
    await parts.models.passed();
    return found;
  };
  return scan({
    library: parts.library(),
    store: parts.store,
    source,
    roots: [root],
    decoder: parts.decoder,
    analyse,
    backend: analysis.models.backend,
    sha256: webSha256,
    clock: webClock,
    telemetry: options.telemetry ?? silent,
    batch: options.batch ?? 8,
    decoders: 2,
    decodeSide: analyseOptions.decodeSide,
    // Browsers tell a worker nothing of its memory.
    memoryMb: () => 0,
    signal,
    onProgress,
  });
}
