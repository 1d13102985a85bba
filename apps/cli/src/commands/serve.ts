import type { AddCommand } from '../command.js';
import { exitCodes } from '../exit-codes.js';
import { folderScanControl } from '../gallery/folder-scan-control.js';
import { libraryOption, modelOptions, wholeNumber } from '../options.js';
import { print } from '../output/print.js';
import { onInterrupt } from '../session/interrupt.js';
import { openScanSession } from '../session/open-scan-session.js';
import type { ScanSettings } from '../session/scan-session.js';
import { untilAborted } from '../session/until-aborted.js';

interface Options extends ScanSettings {
  readonly port?: number;
  readonly host?: string;
}

export const addServe: AddCommand = (program, exit) => {
  modelOptions(libraryOption(program.command('serve')))
    .description('open the gallery on this machine, in your browser')
    .option('--port <n>', 'default: any free one', wholeNumber(0, 65535))
    .option(
      '--host <name>',
      'listen elsewhere than on this machine only; needs KITH_PASSWORD in the environment',
    )
    .option(
      '--batch <n>',
      "photos at a time when scanning (default: the library's setting, else 16)",
      wholeNumber(1, 64),
    )
    .action(async (options: Options) => exit(await serve(options)));
};

async function serve(options: Options): Promise<number> {
  const session = await openScanSession(options);
  const interrupt = onInterrupt(() => undefined);
  try {
    const scan = folderScanControl(session);
    const password = process.env['KITH_PASSWORD'];
    const { openGallery } = await import('../gallery/open-gallery.js');
    const gallery = await openGallery(session, scan, {
      ...(options.port === undefined ? {} : { port: options.port }),
      ...(options.host === undefined ? {} : { host: options.host }),
      ...(password === undefined ? {} : { password }),
    });
    print(`The gallery is at ${gallery.url}`);
    print('Ctrl-C ends it.');
    await untilAborted(interrupt.signal);
    await scan.cancel();
    await gallery.close();
    return exitCodes.done;
  } finally {
    interrupt.release();
    await session.close();
  }
}
