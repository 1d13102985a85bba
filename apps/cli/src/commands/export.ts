import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { exportLibrary } from '@kith/core/pipeline';
import { exportXmp } from '@kith/exchange';
import { Argument, type Command } from 'commander';
import type { AddCommand } from '../command.js';
import { diskSidecars } from '../exchange/disk-sidecars.js';
import { exportCsv } from '../exchange/export-csv.js';
import { exitCodes } from '../exit-codes.js';
import { type CommonOptions, jsonOption, libraryOption } from '../options.js';
import { plural } from '../output/plural.js';
import { print, printJson, remark } from '../output/print.js';
import { type Session, withSession } from '../session/open-session.js';
import { readRoots } from '../session/roots.js';
import { version } from '../version.js';

interface Options extends CommonOptions {
  readonly out?: string;
  readonly unnamed?: true;
}

export const addExport: AddCommand = (program: Command, exit) => {
  jsonOption(libraryOption(program.command('export')))
    .description('write out what is known: json, csv, or face regions in XMP sidecars')
    .addArgument(
      new Argument('<format>', 'json and csv go to standard output').choices(['json', 'csv', 'xmp']),
    )
    .option('--out <path>', 'a file for json and csv; for xmp a folder instead of beside the photos')
    .option('--unnamed', 'xmp: also faces of people without a name')
    .action((format: 'json' | 'csv' | 'xmp', options: Options) =>
      withSession(options, 'read', async (session) => {
        if (format === 'xmp') exit(await sidecars(session, options));
        else await write(format, session, options.out);
      }),
    );
};

async function write(format: 'json' | 'csv', session: Session, out: string | undefined): Promise<void> {
  const lines =
    format === 'json'
      ? Readable.from([`${JSON.stringify(await exportLibrary({ ...session, version }), null, 2)}\n`])
      : Readable.from(withNewlines(exportCsv(session)));
  if (out === undefined) await pipeline(lines, process.stdout, { end: false }).catch(unlessReaderLeft);
  else await pipeline(lines, createWriteStream(resolve(out)));
}

/** `kith export csv | head` is no failure. */
function unlessReaderLeft(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

async function* withNewlines(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\r\n`;
}

async function sidecars(session: Session, options: Options): Promise<number> {
  const out = options.out === undefined ? null : resolve(options.out);
  const sidecarsThere = diskSidecars(out, await readRoots(session.store));
  const result = await exportXmp(session, sidecarsThere, { unnamed: options.unnamed === true });
  if (options.json) printJson(result);
  else print(`${plural(result.written, 'sidecar')} written, ${result.unchanged} already right.`);
  if (result.absent > 0)
    remark(`${plural(result.absent, 'photo')} could not be found now; nothing was written for them.`);
  for (const { path, reason } of result.problems) remark(`left as it is: ${path}: ${reason}`);
  return result.problems.length > 0 ? exitCodes.failed : exitCodes.done;
}
