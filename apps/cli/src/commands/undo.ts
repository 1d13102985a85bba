import type { AddCommand } from '../command.js';
import { type CommonOptions, libraryOption } from '../options.js';
import { print } from '../output/print.js';
import { withSession } from '../session/open-session.js';
import { UsageError } from '../usage-error.js';

export const addUndo: AddCommand = (program) => {
  libraryOption(program.command('undo'))
    .description('undo the last correction, or a chosen one')
    .argument('[action]', 'from `kith history`, or its beginning; undoing an undo does the thing again')
    .action((text: string | undefined, options: CommonOptions) =>
      withSession(options, 'change', async ({ library }) => {
        const found = text === undefined ? [] : library.history().filter((e) => e.action.startsWith(text));
        if (text !== undefined && found.length !== 1)
          throw new UsageError(
            found.length === 0
              ? `there is no action '${text}'; see: kith history`
              : `'${text}' can be ${found.length} actions; type more of it`,
          );
        await library.undo(found[0]?.action);
        print(`${library.history().at(-1)?.sentence ?? 'Undone'}.`);
      }),
    );
};
