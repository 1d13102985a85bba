import { exportXmp, importXmp } from '@kith/exchange';
import { type ServedGallery, serveGallery } from '@kith/gallery';
import { nodeClock } from '@kith/node';
import { diskSidecars } from '../exchange/disk-sidecars.js';
import { forgetPictures, thumbnailsDir } from '../session/library-pictures.js';
import { readRoots } from '../session/roots.js';
import type { ScanSession } from '../session/scan-session.js';
import { version } from '../version.js';
import { analysisControl } from './analysis-control.js';
import type { FolderScanControl } from './folder-scan-control.js';

export interface GalleryOptions {
  readonly port?: number;
  readonly host?: string;
  readonly password?: string;
}

/** Serves the gallery of an open session, with its scans. */
export async function openGallery(
  session: ScanSession,
  scan: FolderScanControl,
  options: GalleryOptions = {},
): Promise<ServedGallery> {
  let roots = await readRoots(session.store);
  scan.subscribe(() => {
    void readRoots(session.store).then((now) => {
      roots = now;
    });
  });
  const open = () => ({ ...session, library: session.library() });
  return serveGallery({
    ...options,
    library: session.library(),
    store: session.store,
    scan,
    decoder: session.decoder,
    clock: nodeClock,
    roots: () => roots,
    cacheDir: thumbnailsDir(session.dir),
    version,
    place: session.dir,
    analysis: analysisControl(session),
    pack: () => session.model.key,
    backend: () => session.backend,
    selfTest: () => session.selfTest,
    reopen: async () => {
      await scan.cancel();
      await forgetPictures(session.dir);
      return session.reopen();
    },
    analyseDrawn: ({ photo }) => session.analyseAgain(photo),
    exchange: {
      exportSidecars: () => exportXmp(open(), diskSidecars(), { unnamed: false }),
      importSidecars: () => importXmp(open(), diskSidecars()),
    },
  });
}
