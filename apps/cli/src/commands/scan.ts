import type { AddCommand } from '../command.js';
import { exitCodes } from '../exit-codes.js';
import { jsonOption, libraryOption, modelOptions, wholeNumber } from '../options.js';
import { print, printJson, remark } from '../output/print.js';
import { createProgressBar, createProgressLines, type ProgressBar } from '../output/progress-bar.js';
import { scanReport } from '../output/scan-report.js';
import { onInterrupt, stopping } from '../session/interrupt.js';
import { openScanSession } from '../session/open-scan-session.js';
import { folderPath, scanRoots } from '../session/scan-roots.js';
import type { ScanSession, ScanSettings } from '../session/scan-session.js';
import { watchFolders } from '../session/watch-folders.js';

interface Options extends ScanSettings {
  readonly watch?: true;
  readonly quiet?: true;
  readonly progressJson?: true;
}

export const addScan: AddCommand = (program, exit) => {
  modelOptions(jsonOption(libraryOption(program.command('scan'))))
    .description('find the people in folders of photos')
    .argument('[folders...]', 'folders of photos; without any, those scanned before')
    .option('--batch <n>', "photos at a time (default: the library's setting, else 16)", wholeNumber(1, 64))
    .option('--watch', 'stay and scan again whenever photos change; with --json one line per scan')
    .option('--quiet', 'no progress bar')
    .option('--progress-json', 'progress as JSON lines on standard error')
    .action(async (folders: string[], options: Options) => exit(await runScan(folders, options)));
};

async function runScan(folders: readonly string[], options: Options): Promise<number> {
  for (const folder of folders) await folderPath(folder);
  const session = await openScanSession(options);
  const bar = barFor(options);
  let watching = false;
  const interrupt = onInterrupt(() => {
    if (!watching) bar.say(stopping);
  });
  const { signal } = interrupt;
  try {
    const roots = await scanRoots(session.store, folders);
    const scan = createScan({ session, roots, options, bar, signal });
    if (!options.watch) {
      await scan();
      return signal.aborted ? exitCodes.interrupted : exitCodes.done;
    }
    const onWatching = () => {
      watching = true;
      if (!options.json) remark('Watching for changes; Ctrl-C ends.');
    };
    const onProblem = (reason: string) =>
      remark(`note: not every change can be watched (${reason}); looking every minute instead`);
    const { extensions } = session.decoder;
    await watchFolders({ folders: roots, extensions, work: scan, onWatching, onProblem, signal });
    return watching ? exitCodes.done : exitCodes.interrupted;
  } finally {
    bar.stop();
    interrupt.release();
    await session.close();
  }
}

function barFor({ progressJson, quiet, json }: Options): ProgressBar {
  return progressJson ? createProgressLines() : createProgressBar(quiet === true || json === true);
}

interface ScanParts {
  readonly session: ScanSession;
  readonly roots: readonly string[];
  readonly options: Options;
  readonly bar: ProgressBar;
  readonly signal: AbortSignal;
}

/** Scans and prints the report; from the second time on only when something is otherwise than before. */
function createScan({ session, roots, options, bar, signal }: ScanParts): () => Promise<void> {
  let before: string | null = null;
  return async () => {
    const summary = await session.run(roots, {
      signal,
      onProgress: bar.show,
      onProblem: ({ path, reason }) => bar.say(`cannot list ${path}: ${reason}`),
    });
    bar.stop();
    const { seen, failed, missing, indexed } = summary.photos;
    const now = JSON.stringify([seen, failed, missing]);
    if (now === before && indexed === 0) return;
    before = now;
    if (!options.json) print(scanReport(summary, session.library().people()));
    else if (options.watch) print(JSON.stringify(summary));
    else printJson(summary);
  };
}
