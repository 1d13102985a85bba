import { createScanControl, type RunScan, type ScanControl } from '@kith/core/pipeline';
import type { PhotoSource } from '@kith/core/ports';

/** Photos to look through: a source and the name that its files are under. */
export interface NamedSource {
  readonly root: string;
  readonly source: PhotoSource;
}

/** A control whose scans are of a source, or of the last one again. */
export interface BrowserScan extends Omit<ScanControl<NamedSource>, 'start'> {
  start(source?: NamedSource): Promise<void>;
}

/** One scan at a time, over whatever `run` does. */
export function createBrowserScan(run: RunScan<NamedSource>): BrowserScan {
  const control = createScanControl(run);
  return {
    ...control,
    async start(source) {
      const wanted = source ?? control.target();
      if (!wanted)
        throw new Error('choose photos first: after a reload the page may not read them by itself');
      await control.start(wanted);
    },
  };
}
