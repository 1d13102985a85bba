import {
  type AnalysisSettings,
  analyseAgain,
  type OpenLibrary,
  readAnalysisSettings,
} from '@kith/core/pipeline';
import { type AnalysisThread, createNodeDecoder, openNodeStore } from '@kith/node';
import { writeActiveModel } from './active-model.js';
import { choosePack } from './chosen-pack.js';
import { configureSession } from './configure-session.js';
import { defaultAnalysis } from './default-analysis.js';
import { libraryDir } from './library-dir.js';
import { startModels } from './open-pack.js';
import { openPeople } from './open-session.js';
import { readRoots } from './roots.js';
import { runScan, scanParts } from './run-scan.js';
import type { ScanSession, ScanSettings } from './scan-session.js';
import { selfTestOf } from './self-test-of.js';
import type { SessionParts, SessionState } from './session-state.js';

/** Opens library, models and decoders. From here on the library's people are those of this pack. */
export async function openScanSession(settings: ScanSettings): Promise<ScanSession> {
  const dir = libraryDir(settings);
  const store = await openNodeStore({ dir, mode: 'write' });
  try {
    const chosen = await choosePack(store, settings, dir);
    const kept = await readAnalysisSettings(store, defaultAnalysis);
    await writeActiveModel(store, chosen.model);
    const { threads } = settings;
    const [models, library] = await both(
      startModels(chosen, { threads, backend: settings.backend ?? kept.backend }),
      openPeople(store, chosen.model, 'change'),
    );
    const decoder = createNodeDecoder();
    const analysis = { ...kept, ...named(settings) };
    return createSession({ dir, store, decoder, threads }, { chosen, models, library, analysis });
  } catch (error) {
    await store.close();
    throw error;
  }
}

function createSession(fixed: SessionParts, now: SessionState): ScanSession {
  const { dir, store, decoder } = fixed;
  const reopen = async () => {
    await writeActiveModel(store, now.chosen.model);
    now.library = await openPeople(store, now.chosen.model, 'change');
    return now.library;
  };
  return {
    dir,
    store,
    decoder,
    get model() {
      return now.chosen.model;
    },
    get backend() {
      return now.models.loaded.backend;
    },
    get selfTest() {
      return selfTestOf(now.chosen.manifest, now.models.loaded.notices);
    },
    library: () => now.library,
    run: (roots, hooks) => runScan(fixed, now, roots, hooks),
    analyseAgain: async (photo) => analyseAgain(photo, scanParts(fixed, now, await readRoots(store))),
    reopen,
    analysis: () => ({ ...now.analysis, pack: now.chosen.manifest.id }),
    configure: async (update) => {
      await configureSession(fixed, now, update);
      return reopen();
    },
    close: async () => {
      await decoder.close();
      await now.models.close();
      await now.library.close();
      await store.close();
    },
  };
}

/** What the command line named for this run. */
function named({ backend, batch }: ScanSettings): Partial<AnalysisSettings> {
  const kinds = { auto: 'auto', cpu: 'cpu' } as const;
  return {
    ...(backend !== undefined && { backend: kinds[backend as 'auto'] ?? 'gpu' }),
    ...(batch !== undefined && { batch }),
  };
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
