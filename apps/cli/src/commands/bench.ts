import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ScanSummary } from '@kith/core/pipeline';
import type { AddCommand } from '../command.js';
import { exitCodes } from '../exit-codes.js';
import { fixturePhotos } from '../fixture-photos.js';
import { jsonOption, type ModelOptions, modelOptions, wholeNumber } from '../options.js';
import { print, printJson } from '../output/print.js';
import { createProgressBar } from '../output/progress-bar.js';
import { table, terminalWidth } from '../output/table.js';
import { onInterrupt } from '../session/interrupt.js';
import { openScanSession } from '../session/open-scan-session.js';
import { folderPath } from '../session/scan-roots.js';

interface Options extends ModelOptions {
  readonly batch?: number;
  readonly json?: true;
}

export const addBench: AddCommand = (program, exit) => {
  modelOptions(jsonOption(program.command('bench')))
    .description('measure a scan of a folder in a library that is thrown away')
    .argument('[folder]', 'of photos; the pictures that come with Kith when not given')
    .option('--batch <n>', 'photos at a time (default: 16)', wholeNumber(1, 64))
    .action(async (folder: string | undefined, options: Options) => {
      const summary = await measure(await folderPath(folder ?? fixturePhotos), options);
      if (summary === null) return exit(exitCodes.interrupted);
      if (options.json) printJson(summary);
      else print(report(summary));
    });
};

async function measure(folder: string, options: Options): Promise<ScanSummary | null> {
  const library = await mkdtemp(join(tmpdir(), 'kith-bench-'));
  const bar = createProgressBar(options.json === true);
  const interrupt = onInterrupt(() => bar.say('Stopping.'));
  try {
    const session = await openScanSession({ ...options, library });
    try {
      const summary = await session.run([folder], { signal: interrupt.signal, onProgress: bar.show });
      return interrupt.signal.aborted ? null : summary;
    } finally {
      await session.close();
    }
  } finally {
    bar.stop();
    interrupt.release();
    await rm(library, { recursive: true, force: true });
  }
}

function report(summary: ScanSummary): string {
  const rows = Object.entries(summary.stages).map(([stage, f]) => [
    stage,
    ...[f.medianMs, f.p95Ms, f.perPhotoMs].map((ms) => ms.toFixed(2)),
    String(f.count),
  ]);
  const right = (title: string) => ({ title, align: 'right' }) as const;
  const columns = [
    { title: 'STAGE' },
    right('MEDIAN ms'),
    right('P95 ms'),
    right('PER PHOTO ms'),
    right('COUNT'),
  ];
  return [
    table(columns, rows, terminalWidth()),
    '',
    `${summary.photos.indexed} photos, ${summary.faces} faces in ${(summary.wallMs / 1000).toFixed(1)} s:`,
    `${summary.photosPerSecond} photos/s on ${summary.backend}, ${summary.peakRssMb} MiB at most, ${summary.pack}`,
  ].join('\n');
}
