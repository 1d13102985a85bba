import type { AddCommand } from '../command.js';
import { exitCodes } from '../exit-codes.js';
import { jsonOption, libraryOption, modelOptions, wholeNumber } from '../options.js';
import { print, printJson, remark } from '../output/print.js';
import { createProgressBar, createProgressLines } from '../output/progress-bar.js';
import { scanReport } from '../output/scan-report.js';
import { onInterrupt } from '../session/interrupt.js';
import { folderPath, scanRoots } from '../session/scan-roots.js';
import { openScanSession, type ScanSession, type ScanSettings } from '../session/scan-session.js';
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
    .option('--watch', 'stay and scan again whenever photos change')
    .option('--quiet', 'no progress bar')
    .option('--progress-json', 'progress as JSON lines on standard error')
    .action(async (folders: string[], options: Options) => exit(await runScan(folders, options)));
};

async function runScan(folders: readonly string[], options: Options): Promise<number> {
  for (const folder of folders) await folderPath(folder);
  const session = await openScanSession(options);
  const bar = options.progressJson
    ? createProgressLines()
    : createProgressBar(options.quiet === true || options.json === true);
  const interrupt = onInterrupt(() =>
    bar.say('Stopping: the photos at hand are finished and everything is kept. Ctrl-C again stops at once.'),
  );
  try {
    const roots = await scanRoots(session.store, folders);
    const once = () => scanOnce(session, roots, options, bar, interrupt.signal);
    await once();
    if (options.watch && !interrupt.signal.aborted) {
      if (!options.json) remark('Watching for changes; Ctrl-C ends.');
      await watchFolders(roots, once, interrupt.signal);
      return exitCodes.done;
    }
    return interrupt.signal.aborted ? exitCodes.interrupted : exitCodes.done;
  } finally {
    bar.stop();
    interrupt.release();
    await session.close();
  }
}

async function scanOnce(
  session: ScanSession,
  roots: readonly string[],
  options: Options,
  bar: ReturnType<typeof createProgressBar>,
  signal: AbortSignal,
): Promise<void> {
  const summary = await session.run(roots, {
    signal,
    onProgress: bar.show,
    onProblem: ({ path, reason }) => bar.say(`cannot list ${path}: ${reason}`),
  });
  bar.stop();
  if (options.json) printJson(summary);
  else print(scanReport(summary, session.library().people()));
}
