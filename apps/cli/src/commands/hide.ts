import type { AddCommand } from '../command.js';
import { type CommonOptions, libraryOption } from '../options.js';
import { print } from '../output/print.js';
import { findPerson } from '../session/find-person.js';
import { withSession } from '../session/open-session.js';
import { callOf } from '../session/person-name.js';

interface Options extends CommonOptions {
  readonly show?: true;
}

export const addHide: AddCommand = (program) => {
  libraryOption(program.command('hide'))
    .description('hide people, or show them again')
    .argument('<people...>', 'ids or names')
    .option('--show', 'show them again')
    .action((texts: string[], options: Options) =>
      withSession(options, 'change', async ({ library }) => {
        const people = [...new Set(texts.map((text) => findPerson(library, text)))];
        await library.hide(
          people.map((p) => p.id),
          options.show !== true,
        );
        for (const person of people)
          print(`${callOf(person)} is ${options.show ? 'shown again' : 'hidden'}.`);
      }),
    );
};
