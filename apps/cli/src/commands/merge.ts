import type { AddCommand } from '../command.js';
import { type CommonOptions, libraryOption } from '../options.js';
import { plural } from '../output/plural.js';
import { print } from '../output/print.js';
import { tellConflicts } from '../output/tell-conflicts.js';
import { findPerson } from '../session/find-person.js';
import { withSession } from '../session/open-session.js';
import { callOf } from '../session/person-name.js';

export const addMerge: AddCommand = (program) => {
  libraryOption(program.command('merge'))
    .description('say that several people are one')
    .argument('<person>', 'who stays: id or name')
    .argument('<others...>', 'who they also are: ids or names')
    .action((into: string, others: string[], options: CommonOptions) =>
      withSession(options, 'change', async ({ library }) => {
        const target = findPerson(library, into);
        const change = await library.merge(
          target.id,
          others.map((text) => findPerson(library, text).id),
        );
        const id = library.personOf(target.cover);
        const merged = id === null ? null : library.person(id);
        if (merged) print(`${callOf(merged)} now has ${plural(merged.faces.length, 'face')}.`);
        tellConflicts(change);
      }),
    );
};
