import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { parsePack } from '@kith/core/models';
import type { PhotoId } from '@kith/core/photo';
import {
  type Analyse,
  analyseAgain,
  analyseBatch,
  defaultAnalyseOptions,
  type ListingProblem,
  type LoadedPack,
  type OpenLibrary,
  type ScanProgress,
  type ScanSummary,
  scan,
} from '@kith/core/pipeline';
import type { CancelSignal, Decoder, Store } from '@kith/core/ports';
import {
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
import { libraryDir } from './library-dir.js';
import { defaultPack, loadModels, packPath, readPack } from './open-pack.js';
import { openPeople } from './open-session.js';
import { addRoots, readRoots } from './roots.js';

export interface ScanSettings extends CommonOptions, ModelOptions {
  readonly batch: number;
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
  readonly model: ActiveModel;
  /** The open library; another one after `reopen`. */
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
  close(): Promise<void>;
}

/** Opens library, models and decoders. From here on the library's people are those of this pack. */
export async function openScanSession(settings: ScanSettings): Promise<ScanSession> {
  const dir = libraryDir(settings);
  const store = await openNodeStore({ dir, mode: 'write' });
  try {
    const { folder, model } = await choosePack(store, settings, dir);
    await writeActiveModel(store, model);
    let library = await openPeople(store, model, 'write');
    const pack = await loadModels(folder, settings);
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
        batch: settings.batch,
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
    const { backend } = pack;
    const selfTest = selfTestOf(pack);
    return {
      ...{ dir, store, model, decoder, backend, selfTest, run, reopen, close },
      library: () => library,
      analyseAgain: again,
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
