import { defaultAnalyseOptions, type ScanSummary, scan } from '@kith/core/pipeline';
import { createFolderSource, createNodeTelemetry, nodeClock, sha256, watchMemory } from '@kith/node';
import { sheetsDir, thumbnailsDir } from './library-pictures.js';
import { addRoots } from './roots.js';
import type { ScanHooks } from './scan-session.js';
import type { SessionParts, SessionState } from './session-state.js';

const telemetry = createNodeTelemetry();

/** What scanning and analysing anew have in common. */
export function scanParts(
  { dir, store, decoder }: SessionParts,
  now: SessionState,
  roots: readonly string[],
) {
  const { extensions } = decoder;
  return {
    library: now.library,
    store,
    source: createFolderSource({ roots, extensions, except: [sheetsDir(dir), thumbnailsDir(dir)] }),
    roots,
    decoder,
    analyse: now.models.analyse,
    sha256,
    clock: nodeClock,
    telemetry,
    decodeSide: defaultAnalyseOptions.decodeSide,
  };
}

/** Scans the roots, and remembers them. */
export async function runScan(
  fixed: SessionParts,
  now: SessionState,
  roots: readonly string[],
  hooks: ScanHooks,
): Promise<ScanSummary> {
  await addRoots(fixed.store, roots);
  const memory = watchMemory(fixed.decoder.processes);
  try {
    return await scan({
      ...scanParts(fixed, now, roots),
      backend: now.models.loaded.backend,
      batch: now.analysis.batch,
      decoders: fixed.decoder.atOnce,
      memoryMb: () => memory.peakMb,
      ...hooks,
    });
  } finally {
    memory.stop();
  }
}
