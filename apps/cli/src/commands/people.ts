import { personJson } from '@kith/core/pipeline';
import type { AddCommand } from '../command.js';
import { type CommonOptions, jsonOption, libraryOption } from '../options.js';
import { isWorthShowing } from '../output/is-worth-showing.js';
import { inOrder, peopleTable } from '../output/people-table.js';
import { plural } from '../output/plural.js';
import { print, printJson } from '../output/print.js';
import { withSession } from '../session/open-session.js';
import { writeSheets } from '../sheets/write-sheets.js';

interface Options extends CommonOptions {
  readonly all?: true;
  readonly sheets?: true;
}

export const addPeople: AddCommand = (program) => {
  jsonOption(libraryOption(program.command('people')))
    .description('who is in the photos')
    .option('--all', 'also who is in one photo only, and who is hidden')
    .option('--sheets', 'write a contact sheet per person and show where')
    .action((options: Options) => withSession(options, 'read', (session) => list(session, options)));
};

async function list(session: Parameters<Parameters<typeof withSession>[2]>[0], options: Options) {
  const everyone = inOrder(session.library.people());
  const shown = everyone.filter((p) => options.all || isWorthShowing(p));
  const sheets = options.sheets ? await writeSheets(session, shown) : null;
  if (options.json) return printJson(shown.map(personJson));
  if (shown.length > 0) print(peopleTable(shown));
  else print('Nobody yet.');
  const rest = everyone.length - shown.length;
  if (rest > 0)
    print(`\n${plural(rest, 'more person', 'more people')} in one photo only or hidden: kith people --all`);
  if (sheets) print(`\nContact sheets: ${sheets.dir}`);
}
