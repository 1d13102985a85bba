import type { HistoryEntry } from '@kith/core/pipeline';
import type { AddCommand } from '../command.js';
import { type CommonOptions, jsonOption, libraryOption } from '../options.js';
import { print, printJson } from '../output/print.js';
import { table, terminalWidth } from '../output/table.js';
import { withSession } from '../session/open-session.js';

export const addHistory: AddCommand = (program) => {
  jsonOption(libraryOption(program.command('history')))
    .description('what has been corrected, latest first')
    .action((options: CommonOptions) =>
      withSession(options, 'read', async ({ library }) => {
        const entries = library.history().toReversed();
        if (options.json) printJson(entries);
        else print(entries.length === 0 ? 'Nothing has been corrected yet.' : historyTable(entries));
      }),
    );
};

function historyTable(entries: readonly HistoryEntry[]): string {
  const rows = entries.map(({ action, at, sentence, undone }) => [
    action.slice(0, action.indexOf(':') + 7),
    localTime(at),
    `${undone ? '(undone) ' : ''}${sentence}`,
  ]);
  return table([{ title: 'ACTION' }, { title: 'WHEN' }, { title: 'WHAT' }], rows, terminalWidth());
}

function localTime(at: number): string {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16).replace('T', ' ');
}
