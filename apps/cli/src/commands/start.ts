import { shortId } from '@kith/core/people';
import type { ServedGallery } from '@kith/gallery';
import type { AddCommand } from '../command.js';
import { exitCodes } from '../exit-codes.js';
import { fixturePhotos } from '../fixture-photos.js';
import { type FolderScanControl, folderScanControl } from '../gallery/folder-scan-control.js';
import { libraryOption, modelOptions, wholeNumber } from '../options.js';
import { isWorthShowing } from '../output/is-worth-showing.js';
import { inOrder, peopleTable } from '../output/people-table.js';
import { print } from '../output/print.js';
import { createProgressBar } from '../output/progress-bar.js';
import { scanReport } from '../output/scan-report.js';
import { onInterrupt, stopping } from '../session/interrupt.js';
import { libraryDir } from '../session/library-dir.js';
import { openScanSession } from '../session/open-scan-session.js';
import { folderPath } from '../session/scan-roots.js';
import type { ScanSession, ScanSettings } from '../session/scan-session.js';
import { untilAborted } from '../session/until-aborted.js';
import { writeSheets } from '../sheets/write-sheets.js';

interface Options extends ScanSettings {
  readonly gallery: boolean;
}

export const addStart: AddCommand = (program, exit) => {
  modelOptions(libraryOption(program.command('start')))
    .description('scan a folder, show who is in it and open the gallery')
    .argument('[folder]', 'of photos; the pictures that come with Kith when not given')
    .option('--batch <n>', "photos at a time (default: the library's setting, else 16)", wholeNumber(1, 64))
    .option('--no-gallery', 'end when the scan is done')
    .action(async (folder: string | undefined, options: Options) => exit(await start(folder, options)));
};

async function start(folder: string | undefined, given: Options): Promise<number> {
  const root = await folderPath(folder ?? fixturePhotos);
  const options = folder === undefined ? inOwnLibrary(given) : given;
  if (folder === undefined) print(`No folder named: looking at the pictures that come with Kith, ${root}`);
  const session = await openScanSession(options);
  const scan = folderScanControl(session);
  const bar = createProgressBar();
  const interrupt = onInterrupt(() => {
    if (scan.status().state === 'running') bar.say(stopping);
    void scan.cancel();
  });
  let gallery: ServedGallery | null = null;
  try {
    gallery = await servedGallery(session, scan, options);
    await follow(scan, root, bar);
    if (scan.status().error !== null) throw new Error(scan.status().error as string);
    await showPeople(session, scan);
    if (interrupt.signal.aborted) return exitCodes.interrupted;
    if (gallery) await stay(gallery.url, interrupt.signal);
    return exitCodes.done;
  } finally {
    bar.stop();
    interrupt.release();
    await scan.cancel();
    await gallery?.close();
    await session.close();
  }
}

/** The gallery, or null where nobody would look: without a terminal, or when it is not wanted. */
async function servedGallery(
  session: ScanSession,
  scan: FolderScanControl,
  options: Options,
): Promise<ServedGallery | null> {
  if (!options.gallery || !process.stdout.isTTY || process.env['CI']) return null;
  const { openGallery } = await import('../gallery/open-gallery.js');
  const gallery = await openGallery(session, scan);
  print(`The gallery, where people appear as they are found: ${gallery.url}`);
  if (hasDesktop()) {
    const { default: open } = await import('open');
    await open(gallery.url).catch(() => undefined);
  }
  return gallery;
}

async function follow(scan: FolderScanControl, root: string, bar: ReturnType<typeof createProgressBar>) {
  const unsubscribe = scan.subscribe(() => {
    const { progress } = scan.status();
    if (progress) bar.show(progress);
  });
  await scan.start(root);
  await scan.idle();
  unsubscribe();
  bar.stop();
}

/** The pictures that come with Kith stay out of the user's own library. */
function inOwnLibrary(options: Options): Options {
  return options.library === undefined ? { ...options, library: `${libraryDir(options)}-fixtures` } : options;
}

async function showPeople(session: ScanSession, scan: FolderScanControl): Promise<void> {
  const library = session.library();
  const summary = scan.summary();
  if (summary) print(scanReport(summary, library.people()));
  const shown = inOrder(library.people()).filter(isWorthShowing);
  if (shown.length === 0) return print('Nobody appears in more than one photo yet.');
  print();
  print(peopleTable(shown));
  const { dir } = await writeSheets({ ...session, library }, shown);
  print(`\nA contact sheet of each: ${dir}`);
  const where = session.dir === libraryDir({}) ? '' : ` --library ${inShell(session.dir)}`;
  print(`Give one a name: npx kith name ${shortId(shown[0]?.id ?? '')} <name>${where}`);
}

/** A path as it is typed: in quotes when it holds more than letters, digits and the usual signs. */
function inShell(path: string): string {
  return /^[\p{L}\p{N}/\\:._~-]+$/u.test(path) ? path : `"${path}"`;
}

async function stay(url: string, signal: AbortSignal): Promise<void> {
  print(`\nThe gallery is at ${url}\nCtrl-C ends it.`);
  await untilAborted(signal);
}

function hasDesktop(): boolean {
  if (process.env['SSH_CONNECTION']) return false;
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}
