import type { AddCommand } from '../command.js';
import { type CommonOptions, libraryOption } from '../options.js';
import { print } from '../output/print.js';
import { findPerson } from '../session/find-person.js';
import { withSession } from '../session/open-session.js';
import { callOf } from '../session/person-name.js';
import { UsageError } from '../usage-error.js';

interface Options extends CommonOptions {
  readonly remove?: true;
}

export const addName: AddCommand = (program) => {
  libraryOption(program.command('name'))
    .description('give a person a name')
    .argument('<person>', 'id or present name')
    .argument('[name]', 'the name')
    .option('--remove', 'take the name away')
    .action((text: string, name: string | undefined, options: Options) =>
      withSession(options, 'change', async ({ library }) => {
        if ((name === undefined) !== (options.remove === true))
          throw new UsageError('say the name, or --remove');
        const person = findPerson(library, text);
        const before = callOf(person);
        await library.name(person.id, name ?? null);
        print(
          name === undefined ? `${before} has no name any more.` : `${before} is now called ${name.trim()}.`,
        );
      }),
    );
};
