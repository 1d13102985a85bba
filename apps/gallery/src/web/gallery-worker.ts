import type { FaceId } from '@kith/core/faces';
import type { PhotoId } from '@kith/core/photo';
import {
  type BrowserLibrary,
  checkLibraryFile,
  createDirectorySource,
  createFileSource,
  importWebLibrary,
  openBrowserLibrary,
  type Port,
  packFromUrl,
  serveRpc,
} from '@kith/web';
import { inputs, type Operation } from '../api/inputs.js';
import { createGallery } from '../service/create-gallery.js';
import { NotFound } from '../service/gallery-context.js';
import type { GalleryHost } from '../service/gallery-host.js';

/** The whole library in a worker: answers the page's operations, sends it events. The page's thread only paints. */
const version = '0.1.0';
const opened = open();

async function open() {
  const browser = await openBrowserLibrary({
    pack: await packFromUrl(new URL('models/', location.origin + base())),
  });
  const gallery = createGallery(hostOf(browser));
  gallery.subscribe((event) => postMessage({ event }));
  return { browser, gallery };
}

/** The folder that the page lies in; the worker's own script is in `assets/` below it. */
function base(): string {
  return location.pathname.replace(/\/assets\/[^/]*$/, '/');
}

function hostOf(browser: BrowserLibrary): GalleryHost {
  return {
    library: browser.library(),
    store: browser.store,
    scan: { ...browser.scan, start: () => browser.scan.start() },
    about: () => ({
      mode: 'browser',
      version,
      source: 'picker',
      folders: [],
      place: null,
      pack: browser.library().model,
      backend: browser.backend(),
    }),
    selfTest: () => (browser.backend() === null ? null : ['passed', ...browser.notices()].join('; ')),
    analysis: {
      current: () => ({ ...browser.analysis(), pack: browser.packId }),
      packs: async () => [browser.packId],
      change: ({ pack: _, ...update }) => browser.configure(update),
      preview: browser.preview,
    },
    analyseDrawn: browser.analyseDrawn,
    unseen: browser.unseen,
    reopen: () => browser.reopen(),
  };
}

async function operate(name: Operation, input: unknown): Promise<unknown> {
  const { gallery } = await opened;
  const handler = gallery.handlers[name] as (input: unknown) => Promise<unknown>;
  return handler(inputs[name].parse(input));
}

let offered: File[] = [];

async function offerFiles(files: readonly File[]): Promise<void> {
  offered.push(...files);
}

function takeOffered(): readonly File[] {
  const files = offered;
  offered = [];
  return files;
}

async function scanOffered(): Promise<void> {
  const files = takeOffered();
  const { browser } = await opened;
  const [first] = files;
  const root = first?.webkitRelativePath.split('/')[0] || 'Photos';
  await browser.scan.start({ root, source: createFileSource(root, files, browser.decoder.extensions) });
}

async function addFolder(folder: FileSystemDirectoryHandle): Promise<void> {
  const { browser } = await opened;
  const source = createDirectorySource(folder.name, folder, browser.decoder.extensions);
  await browser.scan.start({ root: folder.name, source });
}

/** Loaded when asked for: few need it, and the first visit is to be quick. */
const exchange = () => import('./exchange-sidecars.js');

/** `folder` null: the files offered before. */
async function writeSidecars(folder: FileSystemDirectoryHandle | null, asZip: boolean) {
  const where = folder ?? takeOffered();
  const { browser } = await opened;
  return (await exchange()).writeSidecars(browser, where, asZip);
}

async function readSidecars(folder: FileSystemDirectoryHandle | null) {
  const where = folder ?? takeOffered();
  const { browser, gallery } = await opened;
  const { readSidecars } = await exchange();
  return gallery.change(() => readSidecars(browser, where));
}

async function exportFile(): Promise<Blob> {
  const { browser } = await opened;
  return new Blob([(await browser.exportFile()) as Uint8Array<ArrayBuffer>], {
    type: 'application/vnd.sqlite3',
  });
}

/** Closes the library and puts the file in its place, or leaves all as it was; the page then starts anew. */
async function importFile(file: File): Promise<void> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { browser } = await opened;
  await checkLibraryFile(bytes);
  await browser.close();
  await browser.pictures.clear();
  await importWebLibrary(bytes);
}

async function picture(name: string): Promise<Blob> {
  const { browser } = await opened;
  const kept = await browser.pictures.get(name);
  if (kept === null) throw new NotFound(`There is no picture ${name}.`);
  return kept;
}

serveRpc(globalThis as unknown as Port, {
  operate,
  offerFiles,
  scanOffered,
  addFolder,
  writeSidecars,
  readSidecars,
  exportFile,
  importFile,
  facePicture: (face: FaceId) => picture(`face-${face}`),
  photoPicture: (photo: PhotoId) => picture(`photo-${photo}`),
});
