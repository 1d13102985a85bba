import type { AddCommand } from '../command.js';
import { type CommonOptions, libraryOption } from '../options.js';
import { plural } from '../output/plural.js';
import { print } from '../output/print.js';
import { forgetPictures } from '../session/library-pictures.js';
import { withStore } from '../session/with-store.js';
import { UsageError } from '../usage-error.js';

interface Options extends CommonOptions {
  readonly computed?: true;
  readonly everything?: true;
}

export const addReset: AddCommand = (program) => {
  libraryOption(program.command('reset'))
    .description('forget what was computed; names and corrections stay')
    .option('--computed', 'forget faces, vectors and people; the next scan finds them anew')
    .option('--everything', 'forget names and corrections too; cannot be undone')
    .action((options: Options) =>
      withStore(options, 'change', async ({ store, dir }) => {
        if ((options.computed === true) === (options.everything === true))
          throw new UsageError('say --computed (keeps names and corrections) or --everything');
        await (options.everything ? store.eraseAll() : store.resetComputed());
        await forgetPictures(dir);
        if (options.everything) return print('The library is empty. Your photos have not been touched.');
        const { photos, facts } = await store.counts();
        print(
          `${plural(photos.pending, 'photo')} will be analysed anew by the next \`kith scan\`; ${plural(facts, 'correction')} kept.`,
        );
      }),
    );
};
