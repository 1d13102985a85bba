import { Argument } from 'commander';
import type { AddCommand } from '../command.js';
import { importXmp } from '../exchange/import-xmp.js';
import { exitCodes } from '../exit-codes.js';
import { type CommonOptions, jsonOption, libraryOption } from '../options.js';
import { plural } from '../output/plural.js';
import { print, printJson, remark } from '../output/print.js';
import { withSession } from '../session/open-session.js';

export const addImport: AddCommand = (program, exit) => {
  jsonOption(libraryOption(program.command('import')))
    .description('take names over from face regions in XMP sidecars; one `kith undo` takes it back')
    .addArgument(new Argument('<format>', 'xmp: sidecars beside the photos').choices(['xmp']))
    .action((_format: 'xmp', options: CommonOptions) =>
      withSession(options, 'write', async (session) => {
        const result = await importXmp(session);
        if (options.json) printJson(result);
        else {
          print(`${plural(result.sidecars, 'sidecar')} with ${plural(result.regions, 'named region')} read;`);
          print(
            `${plural(result.matched, 'region')} matched a face: ${result.names.join(', ') || 'no names'}.`,
          );
        }
        for (const { path, reason } of result.problems) remark(`not read: ${path}: ${reason}`);
        if (result.problems.length > 0) exit(exitCodes.failed);
      }),
    );
};
