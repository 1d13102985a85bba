import { createScanControl, type ScanControl } from '@kith/core/pipeline';
import { folderPath, scanRoots } from '../session/scan-roots.js';
import type { ScanSession } from '../session/scan-session.js';

/** A control whose scans are named by a folder; without one, those scanned before. */
export interface FolderScanControl extends Omit<ScanControl<readonly string[]>, 'start'> {
  start(folder?: string): Promise<void>;
}

/** Starts, pauses and follows scans of an open session. */
export function folderScanControl(session: ScanSession): FolderScanControl {
  const control = createScanControl<readonly string[]>((roots, signal, onProgress) =>
    session.run(roots, { signal, onProgress }),
  );
  return {
    ...control,
    start: async (folder) =>
      control.start(folder === undefined ? await scanRoots(session.store, []) : [await folderPath(folder)]),
  };
}
