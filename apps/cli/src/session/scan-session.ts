import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { type PackManifest, parsePack } from '@kith/core/models';
import type { PhotoId } from '@kith/core/photo';
import {
  type AnalysisSettings,
  analyseAgain,
  defaultAnalyseOptions,
  type ListingProblem,
  type OpenLibrary,
  readAnalysisSettings,
  type ScanProgress,
  type ScanSummary,
  scan,
  writeAnalysisSettings,
} from '@kith/core/pipeline';
import type { CancelSignal, Decoder, Store } from '@kith/core/ports';
import {
  type AnalysisThread,
  createFolderSource,
  createNodeDecoder,
  createNodeTelemetry,
  nodeClock,
  openNodeStore,
  sha256,
} from '@kith/node';
import type { CommonOptions, ModelOptions } from '../options.js';
import { remark } from '../output/print.js';
import { type ActiveModel, activeModelOf, readActiveModel, writeActiveModel } from './active-model.js';
import { defaultAnalysis } from './default-analysis.js';
import { libraryDir } from './library-dir.js';
import { defaultPack, packPath, readPack, startModels } from './open-pack.js';
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
    let chosen = await choosePack(store, settings, dir);
    const kept = await readAnalysisSettings(store, defaultAnalysis);
    let analysis = { ...kept, ...named(settings) };
    await writeActiveModel(store, chosen.model);
    const { threads } = settings;
    const opened = await both(
      startModels(chosen, { threads, backend: settings.backend ?? kept.backend }),
      openPeople(store, chosen.model, 'write'),
    );
    let [models, library] = opened;
    const decoders = Math.max(2, Math.min(4, availableParallelism()));
    const decoder = createNodeDecoder({ processes: decoders });
    const telemetry = createNodeTelemetry();
    const partsFor = (roots: readonly string[]) => ({
      library,
      store,
      source: createFolderSource({ roots, extensions: decoder.extensions }),
      roots,
      decoder,
      analyse: models.analyse,
      sha256,
      clock: nodeClock,
      telemetry,
      decodeSide: defaultAnalyseOptions.decodeSide,
    });
    const run = async (roots: readonly string[], hooks: ScanHooks) => {
      await addRoots(store, roots);
      return scan({
        ...partsFor(roots),
        backend: models.loaded.backend,
        batch: analysis.batch,
        decoders,
        memoryMb: () => process.resourceUsage().maxRSS / 1024 + decoder.peakMb,
        ...hooks,
      });
    };
    const again = async (photo: PhotoId) => analyseAgain(photo, partsFor(await readRoots(store)));
    const close = async () => {
      await decoder.close();
      await models.close();
      await library.close();
      await store.close();
    };
    const reopen = async () => {
      await writeActiveModel(store, chosen.model);
      library = await openPeople(store, chosen.model, 'write');
      return library;
    };
    const configure = async (update: Partial<SessionAnalysis>) => {
      const { pack: id, ...changes } = update;
      const next = { ...analysis, ...changes };
      if (id !== undefined || changes.backend !== undefined) {
        const wanted = id === undefined ? chosen : await packById(id, dir);
        const started = await startAsked(wanted, threads, next.backend);
        await models.close();
        [chosen, models] = [wanted, started];
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
        return chosen.model;
      },
      get backend() {
        return models.loaded.backend;
      },
      get selfTest() {
        return selfTestOf(chosen.manifest, models.loaded.notices);
      },
      library: () => library,
      run,
      analyseAgain: again,
      reopen,
      analysis: () => ({ ...analysis, pack: chosen.manifest.id }),
      configure,
      close,
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** A pack that was chosen: where it lies and what its manifest says. */
interface ChosenPack {
  readonly path: string;
  readonly weights: string | null;
  readonly manifest: PackManifest;
  readonly model: ActiveModel;
}

async function readChosen(path: string, weights: string | undefined): Promise<ChosenPack> {
  const manifest = parsePack((await readPack(path, weights)).manifestText);
  const absolute = weights === undefined ? null : resolve(weights);
  const model = activeModelOf(manifest, { pack: path === defaultPack ? null : path, weights: absolute });
  return { path, weights: absolute, manifest, model };
}

/** The pack named, else the one the library was made with, else the default. */
async function choosePack(store: Store, settings: ScanSettings, dir: string): Promise<ChosenPack> {
  const before = await readActiveModel(store);
  const named = settings.models !== undefined;
  const path = named || !before?.pack ? packPath(settings.models, dir) : before.pack;
  const weights = named ? settings.weights : (before?.weights ?? undefined);
  const chosen = await readChosen(path, weights);
  if (before && before.key !== chosen.model.key)
    remark(
      `note: the models are others than before (${before.key}): every photo is analysed anew; names stay`,
    );
  return chosen;
}

async function packById(id: string, dir: string): Promise<ChosenPack> {
  return readChosen(await findPack(id, dir), undefined);
}

/** Starts the models where they were asked to run: a GPU that is none is refused here, not fallen back from. */
async function startAsked(
  pack: ChosenPack,
  threads: number,
  backend: AnalysisSettings['backend'],
): Promise<AnalysisThread> {
  const started = await startModels(pack, { threads, backend });
  if (backend !== 'gpu' || started.loaded.backend !== 'cpu') return started;
  await started.close();
  throw new Error(`no GPU of this machine runs the models: ${started.loaded.notices.join('; ')}`);
}

/** What the command line named for this run. */
function named({ backend, batch }: ScanSettings): Partial<AnalysisSettings> {
  const kinds = { auto: 'auto', cpu: 'cpu' } as const;
  return {
    ...(backend !== undefined && { backend: kinds[backend as 'auto'] ?? 'gpu' }),
    ...(batch !== undefined && { batch }),
  };
}

function selfTestOf(manifest: PackManifest, notices: readonly string[]): string {
  const entries = Object.values(manifest.models);
  const tested = entries.filter((entry) => entry.golden).length;
  const verdict =
    tested === entries.length ? 'passed' : `${tested} of ${entries.length} models have one; passed`;
  return [verdict, ...notices].join('; ');
}

/** Both results; when one fails, the thread is closed first. */
async function both(
  starting: Promise<AnalysisThread>,
  opening: Promise<OpenLibrary>,
): Promise<[AnalysisThread, OpenLibrary]> {
  const [thread, library] = await Promise.allSettled([starting, opening]);
  if (thread.status === 'rejected') throw thread.reason;
  if (library.status === 'fulfilled') return [thread.value, library.value];
  await thread.value.close();
  throw library.reason;
}
