import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { parsePack } from '@kith/core/models';
import type { PhotoId } from '@kith/core/photo';
import {
  type Analyse,
  type AnalysisSettings,
  analyseAgain,
  analyseBatch,
  defaultAnalyseOptions,
  type ListingProblem,
  type LoadedPack,
  type OpenLibrary,
  readAnalysisSettings,
  type ScanProgress,
  type ScanSummary,
  scan,
  writeAnalysisSettings,
} from '@kith/core/pipeline';
import type { CancelSignal, Decoder, Store } from '@kith/core/ports';
import {
  createFolderSource,
  createNodeDecoder,
  createNodeTelemetry,
  nodeClock,
  openNodeStore,
  type PackFolder,
  sha256,
} from '@kith/node';
import type { CommonOptions, ModelOptions } from '../options.js';
import { remark } from '../output/print.js';
import { type ActiveModel, activeModelOf, readActiveModel, writeActiveModel } from './active-model.js';
import { defaultAnalysis } from './default-analysis.js';
import { libraryDir } from './library-dir.js';
import { defaultPack, loadModels, packPath, readPack } from './open-pack.js';
import { openPeople } from './open-session.js';
import { findPack } from './packs-at-hand.js';
import { addRoots, readRoots } from './roots.js';

export interface ScanSettings extends CommonOptions, ModelOptions {
  /** Not given: what the library's settings say. */
  readonly batch?: number;
}

/** What the session analyses with now. */
interface SessionAnalysis extends AnalysisSettings {
  /** The pack's id. */
  readonly pack: string;
}

interface ScanHooks {
  readonly signal?: CancelSignal;
  readonly onProgress?: (progress: ScanProgress) => void;
  readonly onProblem?: (problem: ListingProblem) => void;
}

/** A library open for scanning: models loaded, decoders at hand. */
export interface ScanSession {
  readonly dir: string;
  readonly store: Store;
  /** Another one after `configure`, as are `backend` and `selfTest`. */
  readonly model: ActiveModel;
  /** The open library; another one after `reopen` and `configure`. */
  library(): OpenLibrary;
  readonly decoder: Decoder;
  /** Where the models run. */
  readonly backend: string;
  /** What loading saw: models with a golden output passed their self-test (else loading fails); notices of fall backs. */
  readonly selfTest: string;
  run(roots: readonly string[], hooks: ScanHooks): Promise<ScanSummary>;
  /** Analyses one known photo now, also beside a running scan. Rejects with the reason when that fails. */
  analyseAgain(photo: PhotoId): Promise<void>;
  /** Opens the people anew, after the store has been emptied. */
  reopen(): Promise<OpenLibrary>;
  analysis(): SessionAnalysis;
  /**
   * Analyses and groups otherwise from now on, and notes it in the library. No scan may be running. Rejects, leaving
   * all as it was, when the models cannot be loaded or no GPU passes their self-test.
   */
  configure(update: Partial<SessionAnalysis>): Promise<OpenLibrary>;
  close(): Promise<void>;
}

/** Opens library, models and decoders. From here on the library's people are those of this pack. */
export async function openScanSession(settings: ScanSettings): Promise<ScanSession> {
  const dir = libraryDir(settings);
  const store = await openNodeStore({ dir, mode: 'write' });
  try {
    let { folder, model } = await choosePack(store, settings, dir);
    const kept = await readAnalysisSettings(store, defaultAnalysis);
    let analysis = { ...kept, ...named(settings) };
    await writeActiveModel(store, model);
    let library = await openPeople(store, model, 'write');
    let pack = await loadModels(folder, { ...settings, backend: settings.backend ?? kept.backend });
    const decoders = Math.max(2, Math.min(4, availableParallelism()));
    const decoder = createNodeDecoder({ processes: decoders });
    const telemetry = createNodeTelemetry();
    const analyse = inTurn<Analyse>((photos, stages) =>
      analyseBatch({ photos, pack, options: defaultAnalyseOptions, telemetry: stages, clock: nodeClock }),
    );
    const partsFor = (roots: readonly string[]) => ({
      library,
      store,
      source: createFolderSource({ roots, extensions: decoder.extensions }),
      roots,
      decoder,
      analyse,
      sha256,
      clock: nodeClock,
      telemetry,
      decodeSide: defaultAnalyseOptions.decodeSide,
    });
    const run = async (roots: readonly string[], hooks: ScanHooks) => {
      await addRoots(store, roots);
      return scan({
        ...partsFor(roots),
        backend: pack.backend,
        batch: analysis.batch,
        decoders,
        memoryMb: () => process.resourceUsage().maxRSS / 1024 + decoder.peakMb,
        ...hooks,
      });
    };
    const again = async (photo: PhotoId) => analyseAgain(photo, partsFor(await readRoots(store)));
    const close = async () => {
      await decoder.close();
      await pack.close();
      await library.close();
      await store.close();
    };
    const reopen = async () => {
      await writeActiveModel(store, model);
      library = await openPeople(store, model, 'write');
      return library;
    };
    const configure = async (update: Partial<SessionAnalysis>) => {
      const { pack: id, ...changes } = update;
      const next = { ...analysis, ...changes };
      if (id !== undefined || changes.backend !== undefined) {
        const chosen = id === undefined ? { folder, model } : await packById(id, dir);
        const loaded = await loadAsked(chosen.folder, settings.threads, next.backend);
        await pack.close();
        [folder, model, pack] = [chosen.folder, chosen.model, loaded];
      }
      analysis = next;
      await writeAnalysisSettings(store, next);
      return reopen();
    };
    return {
      dir,
      store,
      decoder,
      get model() {
        return model;
      },
      get backend() {
        return pack.backend;
      },
      get selfTest() {
        return selfTestOf(pack);
      },
      library: () => library,
      run,
      analyseAgain: again,
      reopen,
      analysis: () => ({ ...analysis, pack: pack.manifest.id }),
      configure,
      close,
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** The pack named, else the one the library was made with, else the default. */
async function choosePack(store: Store, settings: ScanSettings, dir: string) {
  const before = await readActiveModel(store);
  const named = settings.models !== undefined;
  const path = named || !before?.pack ? packPath(settings.models, dir) : before.pack;
  const weights = named ? settings.weights : (before?.weights ?? undefined);
  const folder = await readPack(path, weights);
  const model = activeModelOf(parsePack(folder.manifestText), {
    pack: path === defaultPack ? null : path,
    weights: weights === undefined ? null : resolve(weights),
  });
  if (before && before.key !== model.key)
    remark(
      `note: the models are others than before (${before.key}): every photo is analysed anew; names stay`,
    );
  return { folder, model };
}

async function packById(id: string, dir: string) {
  const path = await findPack(id, dir);
  const folder = await readPack(path, undefined);
  const from = { pack: path === defaultPack ? null : path, weights: null };
  return { folder, model: activeModelOf(parsePack(folder.manifestText), from) };
}

/** Loads the models where they were asked to run: a GPU that is none is refused here, not fallen back from. */
async function loadAsked(
  folder: PackFolder,
  threads: number,
  backend: AnalysisSettings['backend'],
): Promise<LoadedPack> {
  const loaded = await loadModels(folder, { threads, backend });
  if (backend !== 'gpu' || loaded.backend !== 'cpu') return loaded;
  await loaded.close();
  throw new Error(`no GPU of this machine runs the models: ${loaded.notices.join('; ')}`);
}

/** What the command line named for this run. */
function named({ backend, batch }: ScanSettings): Partial<AnalysisSettings> {
  const kinds = { auto: 'auto', cpu: 'cpu' } as const;
  return {
    ...(backend !== undefined && { backend: kinds[backend as 'auto'] ?? 'gpu' }),
    ...(batch !== undefined && { batch }),
  };
}

function selfTestOf({ manifest, notices }: LoadedPack): string {
  const entries = Object.values(manifest.models);
  const tested = entries.filter((entry) => entry.golden).length;
  const verdict =
    tested === entries.length ? 'passed' : `${tested} of ${entries.length} models have one; passed`;
  return [verdict, ...notices].join('; ');
}

/** One call after another: the models serve one analysis at a time. */
function inTurn<F extends (...args: never[]) => Promise<unknown>>(work: F): F {
  let last: Promise<unknown> = Promise.resolve();
  return ((...args: Parameters<F>) => {
    const mine = last.then(() => work(...args));
    last = mine.catch(() => undefined);
    return mine;
  }) as F;
}
