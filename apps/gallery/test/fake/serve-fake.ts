import { type ServedGallery, type ServeGalleryOptions, serveGallery } from '../../src/index.js';
import { fakeAnalysis } from './fake-analysis.js';
import { createFakeLibrary, fakeModel } from './fake-library.js';
import { fakePictures } from './fake-pictures.js';
import { fakeScan } from './fake-scan.js';
import { createFakeStore, failedPhoto } from './fake-store.js';
import { inventLibrary } from './invent-library.js';

export interface ServeFakeOptions extends Partial<ServeGalleryOptions> {
  readonly people?: number;
  readonly faces?: number;
  /** Skips the first-run page. Default true. */
  readonly agreed?: boolean;
}

/** The real server and page over an invented library. */
export async function serveFake(options: ServeFakeOptions = {}): Promise<ServedGallery> {
  const invented = inventLibrary(options.people ?? 60, options.faces ?? 900);
  const store = createFakeStore(invented, [
    failedPhoto(1, '2019/IMG_0412.jpg', 'The JPEG ends after 12 kB of the 48 kB it announces.'),
    failedPhoto(2, 'scans/letter.pdf.jpg', 'Expected a picture; the file begins like a PDF.'),
  ]);
  if (options.agreed !== false) await store.setSetting('gallery.agreed', 'yes');
  const now = () => Date.now();
  const library = createFakeLibrary(invented, now);
  return serveGallery({
    library,
    analysis: fakeAnalysis(library),
    analyseDrawn: refuse,
    place: '/home/anna/.local/share/kith',
    store,
    scan: fakeScan(451, 400),
    clock: { now, monotonic: () => performance.now() },
    decoder: { decode: refuse, extensions: new Set(), close: async () => undefined },
    roots: () => ['/photos'],
    cacheDir: '/nonexistent',
    version: '0.1.0',
    pack: () => fakeModel,
    backend: () => 'cpu',
    pictures: fakePictures(invented),
    ...options,
  });
}

async function refuse(): Promise<never> {
  throw new Error('the fake has no photos');
}
