import type { AddCommand } from '../command.js';
import { type CommonOptions, jsonOption, libraryOption } from '../options.js';
import { plural } from '../output/plural.js';
import { print, printJson } from '../output/print.js';
import { readActiveModel } from '../session/active-model.js';
import { readRoots } from '../session/roots.js';
import { withStore } from '../session/with-store.js';

export const addStatus: AddCommand = (program) => {
  jsonOption(libraryOption(program.command('status')))
    .description('what the library holds')
    .action((options: CommonOptions) =>
      withStore(options, 'read', async ({ store, dir }) => {
        const counts = await store.counts();
        const model = await readActiveModel(store);
        const roots = await readRoots(store);
        if (options.json) return printJson({ library: dir, ...counts, pack: model?.key ?? null, roots });
        const { pending, indexed, failed, missing } = counts.photos;
        print(`Library      ${dir}`);
        print(`Folders      ${roots.join(', ') || 'none yet'}`);
        print(`Photos       ${indexed} analysed, ${pending} to do, ${failed} failed, ${missing} missing`);
        print(`Faces        ${counts.faces} of ${plural(counts.people, 'person', 'people')}`);
        print(`Corrections  ${counts.facts}`);
        print(`Models       ${model?.key ?? 'none yet'}`);
      }),
    );
};
