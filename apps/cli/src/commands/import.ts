import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { importLibrary } from '@kith/core/pipeline';
import { importXmp } from '@kith/exchange';
import { Argument } from 'commander';
import type { AddCommand } from '../command.js';
import { diskSidecars } from '../exchange/disk-sidecars.js';
import { exitCodes } from '../exit-codes.js';
import { type CommonOptions, jsonOption, libraryOption } from '../options.js';
import { plural } from '../output/plural.js';
import { print, printJson, remark } from '../output/print.js';
import { type Session, withSession } from '../session/open-session.js';
import { UsageError } from '../usage-error.js';

export const addImport: AddCommand = (program, exit) => {
  jsonOption(libraryOption(program.command('import')))
    .description('take over what was said elsewhere; one `kith undo` takes it back')
    .addArgument(
      new Argument(
        '<format>',
        'xmp: sidecars beside the photos; json: what `kith export json` wrote',
      ).choices(['xmp', 'json']),
    )
    .argument('[file]', 'for json')
    .action((format: 'xmp' | 'json', file: string | undefined, options: CommonOptions) => {
      if ((format === 'json') !== (file !== undefined))
        throw new UsageError(
          format === 'json' ? 'name the file: kith import json <file>' : 'xmp takes no file',
        );
      return withSession(options, 'change', async (session) => {
        if (file === undefined) exit(await sidecars(session, options));
        else await statements(session, file, options);
      });
    });
};

async function statements(session: Session, file: string, options: CommonOptions): Promise<void> {
  const result = await importLibrary({ ...session, text: await readFile(resolve(file), 'utf8') });
  if (options.json) return printJson(result);
  print(`${plural(result.applied, 'statement')} taken over.`);
  if (result.unmatched > 0) print(`${result.unmatched} are about faces that this library does not have.`);
}

async function sidecars(session: Session, options: CommonOptions): Promise<number> {
  const result = await importXmp(session, diskSidecars());
  if (options.json) printJson(result);
  else {
    print(`${plural(result.sidecars, 'sidecar')} with ${plural(result.regions, 'named region')} read;`);
    print(`${plural(result.matched, 'region')} matched a face: ${result.names.join(', ') || 'no names'}.`);
  }
  for (const { path, reason } of result.problems) remark(`not read: ${path}: ${reason}`);
  return result.problems.length > 0 ? exitCodes.failed : exitCodes.done;
}
